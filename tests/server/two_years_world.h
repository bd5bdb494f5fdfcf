// An institution whose deadlines fall due over two years, and the servers that look at them: what
// is made, when, and under which rules. It says nothing of what must be told; that is
// two_years_expectation.h.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/parts.h"
#include "support/database_test.h"
#include "support/ids.h"
#include "support/json_calls.h"
#include "two_years_calendar.h"

namespace driehoek::test {

// What the institution chose for its part-time programme, in days, weeks and per cents: each number
// that the expectation rests on.
struct PartTimeRules {
  static constexpr int kScanValidDays = 90;
  static constexpr int kVerdictWorkingDays = 5;
  static constexpr int kVerdictLeadDays = 2;
  static constexpr int kVerdictManagerDays = 4;
  static constexpr int kSilentProgrammeWorkplaceWeeks = 5;
  static constexpr int kSilentProgrammeStudentWeeks = 2;
  static constexpr int kSilentStudentWorkplaceWeeks = 3;
  static constexpr int kPulseWeeks = 2;
  static constexpr int kSignalWorkingDays = 2;
  static constexpr int kAppealWeeks = 6;
  static constexpr int kAnswerDaysAfterEnd = 30;
  static constexpr int kReminderDays = 5;  // before the last of them
  static constexpr int kMidTermFromPercent = 35;
  static constexpr int kMidTermToPercent = 60;
};

// A student who looks for a place, by another placement's side.
struct Searcher {
  std::string search;
  absl::CivilDay start;
};

// A placement whose agreement nobody signs, with a task that nobody judges.
struct Unsigned {
  std::string agreement;
  absl::CivilDay start;
  std::string task;
  absl::CivilDay submitted;
};

// An agreement in force, which runs out.
struct InForce {
  std::string agreement;
  absl::CivilDay end;
};

// A placement that runs, in which nobody does anything after its first days.
struct Trainee {
  std::string placement;
  absl::Time made;
  absl::CivilDay start;
  absl::CivilDay end;
  std::string scan;
  absl::CivilDay assessed;                      // of the scan
  std::optional<absl::CivilDay> condition_due;  // when its verdict was conditional
  bool is_judged = false;                       // it gets a published mark while it runs
  // Filled in its first days.
  bool has_begun = false;
  absl::CivilDay begun;  // the day of the calls for all that follows
  std::string evidence;
  std::string task;
  std::string check_in;  // that the student made
  absl::CivilDay check_in_day;
  std::string assessment;  // empty unless it is judged
};

// A matching round whose preferences may be given until `due`.
struct OpenRound {
  std::string round;
  absl::Time due;
};

// One server's parts over a connection of its own, without its threads: the test says when it
// looks.
class LookingServer {
 public:
  LookingServer(const TestDatabase& database, const Clock& clock, const auth::CallTokenKeys& keys,
                const std::string& data);
  server::Parts& parts() { return *parts_; }
  // Runs every task once, in their order.
  void Look(const TenantId& tenant, absl::Time now);

 private:
  const std::unique_ptr<rpc::CallObserver> observer_;
  const std::unique_ptr<storage::Database> database_;
  std::unique_ptr<server::Parts> parts_;
  std::vector<server::DeadlineRunner::Task> tasks_;
};

class TwoYearsWorld {
 public:
  // What it refers to must outlive it.
  TwoYearsWorld(TestDatabase& database, FakeClock& clock);
  ~TwoYearsWorld();

  std::unique_ptr<LookingServer> NewServer();
  server::Parts& parts() { return front_->parts(); }
  const TenantId& tenant() const { return tenant_; }
  absl::TimeZone zone() const { return zone_; }
  absl::CivilDay Today() const { return absl::ToCivilDay(clock_.Now(), zone_); }

  // Everything that falls due later, for one more student of each kind.
  void AddStudents();
  // What is done in the first days of each placement that began.
  void BeginPlacements();
  // Ends the placements of which nothing falls due any more, so that no look takes longer than the
  // one before.
  void EndPlacements();
  // The answer of a call that changes nothing, as the practice office asks it.
  std::string Read(absl::string_view method, const std::string& json);

  const std::vector<Searcher>& searchers() const { return searchers_; }
  const std::vector<Unsigned>& unsigned_ones() const { return unsigned_; }
  const std::vector<InForce>& in_force() const { return in_force_; }
  const std::vector<Trainee>& trainees() const { return trainees_; }
  const std::vector<OpenRound>& rounds() const { return rounds_; }

 private:
  auth::Caller Service() const;
  auth::Caller As(auth::Role role, const std::string& person) const;
  std::string Make(absl::string_view word, absl::string_view method, const std::string& json,
                   const auth::Caller& by);
  void Call(absl::string_view method, const std::string& json, const auth::Caller& by);
  void Found();
  void SetPartTimeRules(const auth::Caller& admin);
  // Names a new student of `variant` with a contact person, a workplace and a supervisor.
  void NewTriangle(absl::string_view variant);
  // Makes what `word` says: a placement of the student, with or without a place.
  std::string NewPlacement(absl::string_view word, absl::CivilDay start, int days, bool has_place);
  void EndOn(absl::CivilDay day, const std::string& placement);
  void AddSearcher();
  void AddUnsigned();
  void AddInForce();
  void AddTrainee();
  void AddRound();
  void Begin(Trainee& trainee);
  void Judge(Trainee& trainee);

  TestDatabase& database_;
  FakeClock& clock_;
  const TenantId tenant_{"demo"};
  const absl::TimeZone zone_;
  const auth::CallTokenKeys keys_{{std::string(32, 'k')}};
  TempFolder folder_;
  SeededIds ids_{11};
  std::unique_ptr<LookingServer> front_;  // answers calls, never looks
  std::unique_ptr<grpc::Server> grpc_;
  std::unique_ptr<JsonCalls> calls_;
  Names names_;
  auth::Caller office_;
  auth::Caller examiner_;
  std::vector<Searcher> searchers_;
  std::vector<Unsigned> unsigned_;
  std::vector<InForce> in_force_;
  std::vector<Trainee> trainees_;
  std::vector<OpenRound> rounds_;
  std::multimap<absl::CivilDay, std::string> ends_;
};

}  // namespace driehoek::test
