// driehoekd as the passback sees it, in this process, over real gRPC: persons, events, assessments
// and placements, just enough of each.
#pragma once

#include <memory>
#include <string>

#include "absl/time/time.h"
#include "shared/auth/call_token.h"
#include "shared/base/clock.h"

namespace driehoek::lti::test {

class FakeMarks {
 public:
  FakeMarks(const auth::CallTokenKeys& keys, const Clock& clock);
  ~FakeMarks();

  std::string address() const;
  // Stores the mark of the n-th student and tells of it.
  void Publish(int student, const std::string& mark, int version, absl::Time published);
  // Watchers lose their stream, and must come back.
  void EndStreams();
  // What the office may not read any more: the n-th placement.
  void HidePlacement(int student);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace driehoek::lti::test
