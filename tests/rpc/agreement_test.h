// What the tests of agreements over gRPC stand on: the service over a new database, and the steps on the way.
#pragma once

#include <memory>

#include "rpc/agreement_steps.h"
#include "support/database_test.h"

namespace driehoek::test {

class AgreementTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (HasFatalFailure()) return;
    Migrate("events", events::Migrations());
    Migrate("agreement", agreement::Migrations());
    world_ = std::make_unique<AgreementWorld>(tenant_database());
    steps_ = std::make_unique<AgreementSteps>(*world_);
  }
  AgreementWorld& world() { return *world_; }
  AgreementSteps& steps() { return *steps_; }

 private:
  std::unique_ptr<AgreementWorld> world_;
  std::unique_ptr<AgreementSteps> steps_;
};

}  // namespace driehoek::test
