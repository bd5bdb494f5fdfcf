// Matching rounds around the engine: which wishes are eligible, beside every pair of student and
// place; a stored market to a stored result, beside one protobuf message and the kernel alone; and
// the round of 70 students worked out behind gRPC, beside an echo of the same sizes.
#include <ctime>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "bench/frozen_round.h"
#include "bench/large_round.h"
#include "bench/support/comparison.h"
#include "bench/support/process.h"
#include "bench/support/rpc_load.h"
#include "bench/support/service.h"
#include "driehoek/v1/matching_service.pb.h"
#include "echo.pb.h"
#include "market.pb.h"
#include "placement/match/stable.h"
#include "placement/round/eligibility.h"
#include "placement/round/run/run_input.h"
#include "placement/round/run/run_result.h"
#include "support/temp_folder.h"

namespace driehoek::bench {
namespace {

namespace match = placement::match;
namespace run = placement::round::run;
using placement::round::Participant;
using placement::round::RoundPlace;

constexpr int kRounds = 7;

double CpuSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

double Took(const std::function<void()>& work) {
  const double began = CpuSeconds();
  work();
  return CpuSeconds() - began;
}

// How many pairs of these students and all places match, one after the other.
int MatchingPairs(const run::Snapshot& snapshot, const std::vector<Participant>& students) {
  int matching = 0;
  for (const Participant& student : students) {
    for (const RoundPlace& place : snapshot.places) {
      matching += Mismatches(snapshot.round, place, student).empty() ? 1 : 0;
    }
  }
  return matching;
}

void CompareEligibility() {
  constexpr int kStudents = 100'000;
  constexpr int kSample = 20;
  Say("eligibility, 100,000 students and 30,000 places");
  const run::Snapshot snapshot = MakeRound({.students = kStudents, .places = 30'000, .wishes = 10});
  const std::vector<Participant> sample(snapshot.participants.begin(),
                                        snapshot.participants.begin() + kSample);
  Comparison comparison("eligible wishes, 100,000 students, 30,000 places : every pair",
                        "students/s");
  run::RunInput input;
  int pairs = 0;
  for (int round = 0; round < kRounds; ++round) {
    const double ours = kStudents / Took([&] { input = MakeInput(snapshot, {}); });
    const double naive = kSample / Took([&] { pairs = MatchingPairs(snapshot, sample); });
    comparison.Add(ours, naive);
  }
  if (input.students.size() != kStudents || pairs == 0) Fail("no student was judged");
  comparison.Print();
}

StoredMarket ToMessage(const run::RunInput& input) {
  StoredMarket message;
  message.set_seed_commitment(input.seed_commitment);
  for (const std::string& group : input.groups) message.add_groups(group);
  for (const run::InputSupervisor& supervisor : input.supervisors) {
    auto& one = *message.add_supervisors();
    one.set_id(supervisor.id.value());
    one.set_limit(supervisor.limit);
  }
  for (const run::InputPlace& place : input.places) {
    auto& one = *message.add_places();
    one.set_id(place.id.value());
    one.set_capacity(place.capacity);
    one.set_supervisor(place.supervisor);
    one.set_intended_group(place.intended_group);
    for (const run::InputQuota& quota : place.quotas) {
      auto& share = *one.add_quotas();
      share.set_group(quota.group);
      share.set_reserved(quota.reserved);
      share.set_ceiling(quota.ceiling);
    }
  }
  for (const run::InputStudent& student : input.students) {
    auto& one = *message.add_students();
    one.set_participant(student.participant.value());
    one.set_student(student.student.value());
    one.set_group(student.group);
    for (const run::InputWish& wish : student.wishes) {
      auto& listed = *one.add_wishes();
      listed.set_place(wish.place);
      listed.set_priority_class(wish.priority_class);
      listed.set_is_eligible(wish.is_eligible);
    }
  }
  return message;
}

// As a run is worked out: the stored bytes are checked against their hash and read, divided, judged
// and explained, and the result is written as bytes with its hash.
std::string StoredResult(const std::string& bytes, const std::string& hash) {
  if (run::HashOf(bytes) != hash) Fail("the input is another one");
  const auto input = run::ParseInput(bytes);
  if (!input.ok()) Fail("the input cannot be read");
  const auto result = run::Solve(*input, RoundSeed());
  if (!result.ok() || result->verification.faults > 0) Fail("the round was not solved");
  return absl::StrCat(run::HashOf(result->allocations), result->allocations);
}

void CompareStored(int students) {
  const std::string size = absl::StrCat(students, " students");
  Say(absl::StrCat("stored market to stored result, ", size));
  const run::RunInput input =
      MakeInput(MakeRound({.students = students, .places = students * 3 / 10, .wishes = 10}), {});
  const std::string bytes = ToBytes(input);
  const std::string hash = run::HashOf(bytes);
  const std::string message = ToMessage(input).SerializeAsString();
  const auto problem = match::Problem::Make(run::MakeMarket(input, run::Draws(input, RoundSeed())));
  if (!problem.ok()) Fail("the market is wrong");
  Comparison comparison(absl::StrCat("stored market to stored result, ", size), "s CPU",
                        Goal::AtMost(2));
  std::string stored;
  match::Matching matching;
  for (int round = 0; round < kRounds; ++round) {
    const double ours = Took([&] { stored = StoredResult(bytes, hash); });
    const double baseline = Took([&] {
      StoredMarket parsed;
      if (!parsed.ParseFromString(message)) Fail("the message cannot be read");
      matching = match::SolveStable(*problem);
    });
    comparison.Add(ours, baseline);
  }
  if (stored.size() < static_cast<std::size_t>(students) || matching.place.empty()) {
    Fail("nothing was stored");
  }
  comparison.Print();
}

// A run of 70 students on 15 places, sent as bytes and worked out by a bare server, which has the
// work of driehoekd for a run and neither caller, rights nor commit.
void CompareBehindRpc() {
  constexpr int kCallers = 16;
  constexpr absl::Duration kRound = absl::Seconds(2);
  Say("the round of 70 students behind gRPC, ours and the echo by turns");
  const std::string input =
      ToBytes(MakeInput(MakeRound({.students = 70, .places = 15, .wishes = 6}), {}));
  const test::TempFolder folder;
  const Process ours({Programs() + "/run_server"}, folder.path() + "/run.log");
  const Process echo({Programs() + "/echo_server"}, folder.path() + "/echo.log");
  EchoMessage request;
  request.set_payload(input);
  const RpcLoad run_load{.channel = ChannelTo(NumberIn(ours.WaitForLine("ready"), "grpc_port")),
                         .method = "/driehoek.bench.RunService/WorkOut",
                         .requests = {request.SerializeAsString()}};
  EchoMessage answer;
  if (!answer.ParseFromString(Ask(run_load, run_load.requests.front()))) Fail("no answer");
  Say(absl::StrCat(input.size(), " bytes there, ", answer.payload().size(), " bytes back"));
  request.set_answer_size(static_cast<int>(answer.payload().size()));
  const RpcLoad echo_load{.channel = ChannelTo(NumberIn(echo.WaitForLine("ready"), "grpc_port")),
                          .method = "/driehoek.bench.EchoService/Echo",
                          .requests = {request.SerializeAsString()}};
  Comparison speed("round of 70 students through gRPC, no commit", "runs/s", Goal::AtLeast(0.8));
  Comparison cpu("its CPU a run", "us");
  for (int round = 0; round < kRounds; ++round) {
    const RpcCost run_cost = Measure(run_load, ours, kCallers, kRound);
    const RpcCost echo_cost = Measure(echo_load, echo, kCallers, kRound);
    speed.Add(run_cost.requests_per_second, echo_cost.requests_per_second);
    cpu.Add(run_cost.server_cpu_microseconds, echo_cost.server_cpu_microseconds);
  }
  speed.Print();
  cpu.Print();
}

// The same with all that driehoekd does: the call is authorised, the input read from the database
// and committed, the run taken by the background, worked out and committed. From the call to the
// answer that the run has succeeded, which is asked for over and over.
void MeasureCommitted() {
  constexpr int kRuns = 20;
  Say("the round of 70 students, asked of driehoekd until it is there");
  const test::TempFolder folder;
  const Service service({.data = folder.path()});
  const auto channel = ChannelTo(service.port());
  const std::string office = service.ApiClient("practice_office");
  v1::CreateMatchRunRequest create;
  create.set_parent(
      FreezeRound(service, channel, office, {.students = 70, .places = 15, .wishes = 6}));
  const RpcLoad start{channel, "/driehoek.v1.MatchingService/CreateMatchRun", {}, office};
  const RpcLoad look{channel, "/driehoek.v1.MatchingService/GetMatchRun", {}, office};
  std::vector<double> took;
  for (int i = 0; i < kRuns; ++i) {
    create.mutable_run()->set_display_name(absl::StrCat("Run ", i));
    const absl::Time began = absl::Now();
    v1::MatchRun run;
    run.ParseFromString(Ask(start, create.SerializeAsString()));
    v1::GetMatchRunRequest get;
    get.set_name(run.name());
    while (run.state() == v1::MatchRun::RUNNING) {
      run.ParseFromString(Ask(look, get.SerializeAsString()));
    }
    if (run.state() != v1::MatchRun::SUCCEEDED) Fail("the run failed");
    took.push_back(absl::ToDoubleMilliseconds(absl::Now() - began));
  }
  PrintAgainstBound("round of 70 students, from the call to the stored result", "ms", took, 1000);
}

}  // namespace
}  // namespace driehoek::bench

// Without an argument all cases; else the one named: eligibility, stored, rpc or committed.
int main(int argc, char** argv) {
  const std::string only = argc > 1 ? argv[1] : "";
  const auto wanted = [&](const char* name) { return only.empty() || only == name; };
  if (wanted("eligibility")) driehoek::bench::CompareEligibility();
  if (wanted("stored")) driehoek::bench::CompareStored(100'000);
  if (wanted("rpc")) driehoek::bench::CompareBehindRpc();
  if (wanted("committed")) driehoek::bench::MeasureCommitted();
  return 0;
}
