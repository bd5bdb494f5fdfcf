// A published round to test with: runs, answers and moves as steps.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "round_world.h"

namespace driehoek::test {

inline const Who kSecondOffice{.person = "01900000-0000-7000-8000-00000000bbbb"};

// Two places of one seat, and three students who want the first one before the second.
class RoundRunRpcTest : public RoundRpcTest {
 protected:
  void FreezeRound() {
    round_ = NewRound();
    for (int i = 0; i < 2; ++i) places_.push_back(NewPlace(round_, 1, offer_).name());
    for (const char* name : {"An", "Bo", "Cem"}) students_.push_back(NewParticipant(round_, name));
    round_ = Value(Open(round_));
    for (auto& student : students_) student = Value(Submit(student, places_));
    round_ = Value(Freeze(Value(GetRound(kOffice, round_))));
  }
  absl::StatusOr<v1::MatchRun> Start(const std::string& name = "Zoals nu") {
    v1::CreateMatchRunRequest request;
    request.set_parent(round_.name());
    request.mutable_run()->set_display_name(name);
    return Ask(&Matching::CreateMatchRun, kOffice, request);
  }
  v1::MatchRun GetRun(const std::string& name) {
    v1::GetMatchRunRequest request;
    request.set_name(name);
    return Value(Ask(&Matching::GetMatchRun, kOffice, request));
  }
  absl::Status WorkOut() { return rounds().runner.Run(TenantId("demo")); }
  v1::MatchRun Finished(const std::string& name = "Zoals nu") {
    const auto started = Value(Start(name));
    EXPECT_THAT(WorkOut(), IsOk());
    return GetRun(started.name());
  }
  std::vector<v1::Allocation> Allocations(const v1::MatchRun& run) {
    v1::ListAllocationsRequest request;
    request.set_parent(run.name());
    request.set_page_size(2);
    std::vector<v1::Allocation> all;
    do {
      const auto page = Value(Ask(&Matching::ListAllocations, kOffice, request));
      all.insert(all.end(), page.allocations().begin(), page.allocations().end());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return all;
  }
  absl::StatusOr<v1::MatchingRound> Propose(const v1::MatchRun& run, const Who& who = kOffice) {
    round_ = Value(GetRound(kOffice, round_));
    v1::ProposePublicationRequest request;
    request.set_name(round_.name());
    request.set_run(run.name());
    request.set_etag(round_.etag());
    return Ask(&Matching::ProposePublication, who, request);
  }
  absl::StatusOr<v1::MatchingRound> Publish(const v1::MatchRun& run,
                                            const Who& who = kSecondOffice) {
    round_ = Value(GetRound(kOffice, round_));
    v1::PublishMatchingRoundRequest request;
    request.set_name(round_.name());
    request.set_run(run.name());
    request.set_etag(round_.etag());
    return Ask(&Matching::PublishMatchingRound, who, request);
  }
  void PublishRound() {
    FreezeRound();
    const auto run = Finished();
    ASSERT_THAT(Propose(run), IsOk());
    ASSERT_THAT(Publish(run), IsOk());
  }
  // As the student stands now.
  v1::Participant Now(std::size_t student) {
    return Value(GetParticipant(kOffice, students_[student]));
  }
  // The student who has the place, or who has none (empty).
  std::size_t HolderOf(const std::string& place) {
    for (std::size_t i = 0; i < students_.size(); ++i) {
      const auto now = Now(i).allocation();
      const bool holds =
          now.state() == v1::Allocation::OFFERED || now.state() == v1::Allocation::ACCEPTED;
      if (place.empty() ? now.state() == v1::Allocation::UNPLACED : holds && now.place() == place)
        return i;
    }
    ADD_FAILURE() << "nobody has '" << place << "'";
    return 0;
  }
  absl::StatusOr<v1::Participant> Answer(const v1::Participant& participant,
                                         v1::AnswerPlaceRequest::Answer answer) {
    v1::AnswerPlaceRequest request;
    request.set_name(participant.name());
    request.set_answer(answer);
    request.set_etag(participant.etag());
    return Ask(&Matching::AnswerPlace, As(Role::kStudent, participant.student()), request);
  }
  absl::StatusOr<v1::Participant> MoveTo(const v1::Participant& participant,
                                         const std::string& place) {
    v1::MoveParticipantRequest request;
    request.set_name(participant.name());
    request.set_place(place);
    request.set_reason("Anders geen begeleiding");
    request.set_etag(participant.etag());
    return Ask(&Matching::MoveParticipant, kOffice, request);
  }

  std::string offer_;  // whose seats the places give away; empty: none
  v1::MatchingRound round_;
  std::vector<std::string> places_;
  std::vector<v1::Participant> students_;
};

}  // namespace driehoek::test
