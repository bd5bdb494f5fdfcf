// driehoekd as the adapter sees it, in this process, over real gRPC: just enough of it to answer,
// and to note who asked.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "shared/auth/call_token.h"
#include "shared/auth/caller.h"
#include "shared/base/clock.h"

namespace driehoek::lti::test {

class FakeServices {
 public:
  FakeServices(const auth::CallTokenKeys& keys, const Clock& clock);
  ~FakeServices();

  std::string address() const;

  struct Ensured {
    std::string issuer;
    std::string subject;
    std::string name;
    std::string email;
    std::string student_number;
    std::vector<std::string> launch_roles;
  };
  // Every EnsurePerson so far.
  std::vector<Ensured> ensured() const;
  // Who made the last call, from its call token.
  std::optional<auth::Caller> last_caller() const;
  // Roles that EnsurePerson answers with, besides those of the launch.
  void GrantRole(const std::string& role);
  // From now on GetInstitution fails with FAILED_PRECONDITION / FAKE_REFUSAL and a BadRequest.
  void RefuseInstitution(bool refuse);
  // How often StopNotifications was called with a good secret.
  int stopped() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace driehoek::lti::test
