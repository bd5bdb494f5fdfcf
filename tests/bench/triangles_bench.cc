// A teacher's home with 40 triangles among 20,000 running placements, the rules of signals over
// 100,000 histories, and a year of what was told of one placement (R51, R55, R58): each against the
// time that it may take.
#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "bench/agreements.h"
#include "bench/support/comparison.h"
#include "bench/support/rpc_load.h"
#include "bench/support/service.h"
#include "driehoek/v1/agreement_service.pb.h"
#include "driehoek/v1/rhythm_service.pb.h"
#include "driehoek/v1/signal_service.pb.h"
#include "progress/signal/signal_rules.h"
#include "shared/base/errors.h"
#include "shared/storage/columns.h"
#include "shared/storage/tenant_database.h"
#include "support/temp_folder.h"

namespace driehoek::bench {
namespace {

constexpr int kTriangles = 40;
constexpr int kPlacements = 20'000;
constexpr int kBatch = 1'000;
constexpr int kHistories = 100'000;
constexpr int kRounds = 7;
constexpr int kCallsARound = 30;
constexpr absl::Duration kLongestWait = absl::Minutes(10);

std::string Id(int kind, int number) {
  return absl::StrFormat("01900000-0000-7000-8%03x-%012x", kind, number);
}

storage::Value DaysAgo(int days) {
  return storage::ToValue(absl::ToCivilDay(absl::Now(), absl::UTCTimeZone()) - days);
}

using Transaction = storage::TenantTransaction;

absl::Status Run(Transaction& transaction, absl::string_view sql,
                 std::vector<storage::Value> values) {
  return transaction.Execute(sql, std::move(values)).status();
}

absl::Status InsertPulse(Transaction& transaction, const std::string& placement, int number,
                         absl::string_view party, int ends_days_ago) {
  return Run(transaction,
             "INSERT INTO pulse (tenant_id, id, version, placement_id, party, person_id, "
             "first_date, last_date, learning_share, mood, word, too_little_time, answer_date, "
             "create_time, update_time) VALUES ($1, $2, 1, $3, $4, $5, $6, $7, 60, 0, '', 0, $6, "
             "$8, $8)",
             {Id(1, number), placement, std::string(party), Id(2, number),
              DaysAgo(ends_days_ago + 6), DaysAgo(ends_days_ago), storage::ToValue(absl::Now())});
}

// All sides of a triangle were in contact so many days ago.
absl::Status InsertContact(Transaction& transaction, const std::string& placement, int number,
                           int days_ago) {
  for (const char* edge : {"programme_student", "programme_workplace", "student_workplace"}) {
    DRIEHOEK_RETURN_IF_ERROR(
        Run(transaction,
            "INSERT INTO contact_day (tenant_id, placement_id, edge, contact_date, source_id) "
            "VALUES ($1, $2, $3, $4, $5)",
            {placement, std::string(edge), DaysAgo(days_ago), Id(3, number)}));
  }
  return absl::OkStatus();
}

// One more running placement like `example`, of another student and supervisor.
absl::Status InsertPlacement(Transaction& transaction, const std::string& example, int number) {
  const std::string placement = Id(4, number);
  DRIEHOEK_RETURN_IF_ERROR(
      Run(transaction,
          "INSERT INTO placement (tenant_id, id, version, student_id, enrolment_id, programme_id, "
          "variant_id, variant, funding, phase, form, organisation_id, workplace_id, "
          "supervisor_id, supervisor_person_id, start_date, end_date, weekly_hours, load_hours, "
          "state, end_reason, create_time, update_time) SELECT tenant_id, $2, 1, $3, enrolment_id, "
          "programme_id, variant_id, variant, funding, phase, form, organisation_id, "
          "workplace_id, $4, $5, start_date, end_date, weekly_hours, load_hours, state, "
          "end_reason, create_time, update_time FROM placement WHERE tenant_id = $1 AND id = $6",
          {placement, Id(5, number), Id(6, number), Id(7, number), example}));
  for (int i = 0; i < 4; ++i) {
    DRIEHOEK_RETURN_IF_ERROR(InsertPulse(transaction, placement, number * 4 + i, "student", i * 7));
  }
  return InsertContact(transaction, placement, number, 3);
}

// Without an agreement in force a running placement is paused, and raises no signals.
absl::Status PutAgreementInForce(Transaction& transaction, const std::string& placement) {
  DRIEHOEK_RETURN_IF_ERROR(
      Run(transaction,
          "UPDATE agreement_version SET state = 'in_force', document_hash = 'bench', "
          "sealed_sha256 = 'bench', sealed_name = 'bench', sealed_bytes = 1, "
          "in_force_us = $3 WHERE tenant_id = $1 AND agreement_id IN "
          "(SELECT id FROM agreement WHERE tenant_id = $1 AND placement_id = $2)",
          {placement, storage::ToValue(absl::Now())}));
  return Run(transaction,
             "UPDATE agreement SET state = 'in_force', in_force_number = newest_number, "
             "proposal_number = NULL, in_force_end_date = $3 "
             "WHERE tenant_id = $1 AND placement_id = $2",
             {placement, DaysAgo(-100)});
}

// What was told of one placement in a year.
absl::Status InsertYear(Transaction& transaction, const std::string& placement) {
  constexpr int kOwn = 1'000'000;  // ids that nothing else has
  for (int week = 0; week < 52; ++week) {
    for (const char* party : {"student", "supervisor"}) {
      const int number = kOwn + week * 2 + (party[1] == 't' ? 0 : 1);
      DRIEHOEK_RETURN_IF_ERROR(InsertPulse(transaction, placement, number, party, week * 7));
    }
    for (int day = 0; day < 5; ++day) {
      DRIEHOEK_RETURN_IF_ERROR(
          Run(transaction,
              "INSERT INTO hours_entry (tenant_id, id, version, placement_id, student_id, "
              "work_date, learning_minutes, other_minutes, note, state, dispute_reason, "
              "create_time, update_time) VALUES ($1, $2, 1, $3, $4, $5, 240, 240, '', 'written', "
              "'', $6, $6)",
              {Id(8, week * 5 + day), placement, Id(5, 0), DaysAgo(week * 7 + day),
               storage::ToValue(absl::Now())}));
    }
    DRIEHOEK_RETURN_IF_ERROR(InsertContact(transaction, placement, kOwn + week, week * 7));
  }
  for (int i = 0; i < 24; ++i) {
    DRIEHOEK_RETURN_IF_ERROR(
        Run(transaction,
            "INSERT INTO deadline_shift (tenant_id, id, version, placement_id, subject, from_date, "
            "to_date, reason, note, recorder_id, ordinal, create_time) VALUES ($1, $2, 1, $3, "
            "'Module', $4, $5, 'planning', '', $6, $7, $8)",
            {Id(9, i), placement, DaysAgo(i * 14 + 14), DaysAgo(i * 14), Id(5, 0),
             std::int64_t{24 - i}, storage::ToValue(absl::Now())}));
  }
  return absl::OkStatus();
}

struct School {
  std::string teacher;                  // id
  std::vector<std::string> placements;  // ids of the teacher's students' placements
};

School MakeSchool(const std::string& data) {
  const Service once({.data = data});
  const auto channel = ChannelTo(once.port());
  const Agreements agreements = MakeAgreements(once, channel, kTriangles);
  School school{.teacher = agreements.teacher};
  for (const std::string& name : agreements.names) {
    v1::GetAgreementRequest get;
    get.set_name(name);
    v1::Agreement agreement;
    agreement.ParseFromString(Ask({channel,
                                   "/driehoek.v1.AgreementService/GetAgreement",
                                   {},
                                   once.Authorization(auth::Role::kTeacher, agreements.teacher)},
                                  get.SerializeAsString()));
    const std::string& placement = agreement.placement();
    school.placements.push_back(placement.substr(placement.rfind('/') + 1));
  }
  return school;
}

void Fill(const std::string& data, const School& school) {
  Say(absl::StrCat("putting ", kPlacements, " running placements into a database"));
  const auto database = storage::Open(absl::StrCat("sqlite:", data, "/driehoek.db"), "driehoek");
  if (!database.ok()) Fail("the database does not open");
  storage::TenantDatabase tenants(**database);
  const auto write = [&](absl::FunctionRef<absl::Status(Transaction&)> body) {
    const absl::Status status =
        tenants.Write(TenantId("demo"), absl::Now() + absl::Minutes(5), body);
    if (!status.ok()) Fail(absl::StrCat("not stored: ", std::string(status.message())));
  };
  write([&](Transaction& transaction) -> absl::Status {
    for (std::size_t i = 0; i < school.placements.size(); ++i) {
      const std::string& placement = school.placements[i];
      DRIEHOEK_RETURN_IF_ERROR(
          Run(transaction,
              "UPDATE placement SET state = 'active', start_date = $3, end_date = $4 "
              "WHERE tenant_id = $1 AND id = $2",
              {placement, DaysAgo(370), DaysAgo(-100)}));
      DRIEHOEK_RETURN_IF_ERROR(PutAgreementInForce(transaction, placement));
      // One in five is silent for long.
      const int number = 2'000'000 + static_cast<int>(i);
      DRIEHOEK_RETURN_IF_ERROR(InsertContact(transaction, placement, number, i % 5 == 1 ? 100 : 3));
    }
    return InsertYear(transaction, school.placements.front());
  });
  for (int begin = 0; begin < kPlacements - kTriangles; begin += kBatch) {
    write([&](Transaction& transaction) {
      absl::Status written;
      const int end = std::min(begin + kBatch, kPlacements - kTriangles);
      for (int i = begin; i < end && written.ok(); ++i) {
        written = InsertPlacement(transaction, school.placements.front(), i);
      }
      return written;
    });
  }
}

double Milliseconds(const RpcLoad& load, const std::string& request) {
  const absl::Time began = absl::Now();
  Ask(load, request);
  return absl::ToDoubleMilliseconds(absl::Now() - began);
}

// Median over the calls of each round.
template <typename Measure>
std::vector<double> Rounds(const Measure& measure) {
  std::vector<double> medians;
  for (int round = 0; round < kRounds; ++round) {
    std::vector<double> took;
    for (int i = 0; i < kCallsARound; ++i) took.push_back(measure());
    medians.push_back(Median(std::move(took)));
  }
  return medians;
}

void MeasureHome(const Service& service, const std::shared_ptr<grpc::Channel>& channel,
                 const School& school) {
  v1::ListTrianglesRequest list;
  list.set_parent("institutions/demo");
  list.set_page_size(kTriangles);
  const std::string request = list.SerializeAsString();
  const auto load = [&] {
    return RpcLoad{channel,
                   "/driehoek.v1.SignalService/ListTriangles",
                   {},
                   service.Authorization(auth::Role::kTeacher, school.teacher)};
  };
  v1::ListTrianglesResponse answer;
  const absl::Time began = absl::Now();
  do {
    if (absl::Now() - began > kLongestWait) Fail("no signal was raised");
    answer.ParseFromString(Ask(load(), request));
  } while (answer.caseload().open_signal_count() < kTriangles / 5);
  if (answer.triangles_size() != kTriangles) {
    Fail(absl::StrCat(answer.triangles_size(), " triangles were listed"));
  }
  PrintAgainstBound("teacher's home, 40 triangles of 20,000 placements, median", "ms",
                    Rounds([&] { return Milliseconds(load(), request); }), 50);
}

void MeasureYear(const Service& service, const std::shared_ptr<grpc::Channel>& channel,
                 const School& school) {
  const std::string placement =
      absl::StrCat("institutions/demo/placements/", school.placements.front());
  const auto request = [&](auto message) {
    message.set_parent("institutions/demo");
    message.set_placement(placement);
    message.set_page_size(500);
    return message.SerializeAsString();
  };
  const std::vector<std::pair<std::string, std::string>> calls = {
      {"/driehoek.v1.RhythmService/ListPulses", request(v1::ListPulsesRequest())},
      {"/driehoek.v1.RhythmService/ListHours", request(v1::ListHoursRequest())},
      {"/driehoek.v1.RhythmService/ListDeadlineShifts", request(v1::ListDeadlineShiftsRequest())},
      {"/driehoek.v1.SignalService/ListSignals", request(v1::ListSignalsRequest())}};
  const auto load = [&](const std::string& method) {
    return RpcLoad{
        channel, method, {}, service.Authorization(auth::Role::kTeacher, school.teacher)};
  };
  v1::ListHoursResponse hours;
  hours.ParseFromString(Ask(load(calls[1].first), calls[1].second));
  if (hours.hours_entries_size() != 260) Fail("a year of hours was not listed");
  PrintAgainstBound("a year of one placement, median", "ms", Rounds([&] {
                      double sum = 0;
                      for (const auto& [method, message] : calls) {
                        sum += Milliseconds(load(method), message);
                      }
                      return sum;
                    }),
                    30);
}

std::vector<progress::signal::PlacementHistory> MakeHistories(absl::CivilDay today) {
  using progress::signal::kEdges;
  std::mt19937 random(1);
  const auto days = [&](int most) { return static_cast<int>(random() % (most + 1)); };
  std::vector<progress::signal::PlacementHistory> histories(kHistories);
  for (auto& history : histories) {
    history.start_date = today - 150;
    for (const auto edge : kEdges) history.last_contact[edge] = today - days(50);
    for (int i = 0; i < 6; ++i) {
      const absl::CivilDay last = today - i * 14;
      history.student_pulses.push_back({last - 13, last, days(100), days(5), false});
      history.supervisor_pulses.push_back({last - 13, last, days(100), 0, days(9) == 0});
    }
    history.shift_count = days(3);
    if (history.shift_count > 0) history.last_shift = today - days(60);
    history.missed_check_ins = days(2);
    if (history.missed_check_ins > 0) history.last_missed = today - days(60);
    if (days(9) == 0) history.verdicts.push_back({"task", "Task", today - 3, days(5)});
    history.supervisor_students = days(3);
    history.newest_student_since = today - 90;
  }
  return histories;
}

void MeasureRules() {
  using progress::signal::Edge;
  const absl::CivilDay today(2026, 11, 16);
  progress::signal::PolicyFact policy{.pulse_interval_weeks = 2,
                                      .learning_share_alert_percent = 20,
                                      .deadline_shift_alert = 2,
                                      .verdict_manager_days = 4,
                                      .max_students_per_supervisor = 2,
                                      .signal_working_days = 2};
  policy.silence_weeks[Edge::kProgrammeWorkplace] = 5;
  policy.silence_weeks[Edge::kProgrammeStudent] = 2;
  policy.silence_weeks[Edge::kStudentWorkplace] = 2;
  const auto histories = MakeHistories(today);
  std::vector<double> each;
  for (int round = 0; round < kRounds; ++round) {
    std::size_t found = 0;
    const absl::Time began = absl::Now();
    for (const auto& history : histories) found += FindingsOf(history, policy, today).size();
    each.push_back(absl::ToDoubleMicroseconds(absl::Now() - began) / kHistories);
    if (found < kHistories / 2) Fail("the histories hold too few signals to mean anything");
  }
  PrintAgainstBound("signal rules over 100,000 histories, each", "us", each, 20);
}

void RunAll() {
  MeasureRules();
  const test::TempFolder folder;
  const School school = MakeSchool(folder.path());
  Fill(folder.path(), school);
  const Service service({.data = folder.path(), .has_institution = true});
  const auto channel = ChannelTo(service.port());
  MeasureHome(service, channel, school);
  MeasureYear(service, channel, school);
}

}  // namespace
}  // namespace driehoek::bench

int main() {
  driehoek::bench::RunAll();
  return 0;
}
