// The outbox and the courier between a database and the practice LMS, without an adapter around
// them: what they do is called for, and the time is the test's.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "http/server.h"
#include "lti/passback_parts.h"
#include "lti/practice_lms.h"
#include "support/fake_clock.h"
#include "support/ids.h"
#include "support/temp_folder.h"

namespace driehoek::lti::test {

// With a practice LMS whose tool we are.
class PassbackWorld {
 public:
  PassbackWorld(storage::Database& database, Clock& clock, int students);

  // A seat of the n-th student as a launch through the tool's activity tells it.
  GradeSeat SeatOf(int student) const;
  void Sit(int student);
  void Publish(const PublishedMark& mark);
  Score ScoreOf(int student);

  // Calls the courier until nothing is due at this time; how many scores it tried.
  int DeliverAll();

  driehoek::test::TempFolder folder_;
  driehoek::test::SeededIds ids_;
  PassbackParts parts_;
  PracticeLms lms_;
  Registration registration_;
  std::vector<std::string> scopes_ = {"score", "lineitem", "lineitem.readonly"};

 private:
  Clock& clock_;
  std::unique_ptr<Server> key_server_;
  FeedPosition position_;
};

}  // namespace driehoek::lti::test
