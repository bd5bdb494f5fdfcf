// A school with one agreement, for the mails: who the people are and how its guests get in.
#pragma once

#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "notify/ports.h"
#include "shared/auth/rights.h"
#include "shared/base/errors.h"

namespace driehoek::test {

inline const PersonId kDaan("0197c000-0000-7000-8000-0000000000d1");
inline const PersonId kTeacher("0197c000-0000-7000-8000-0000000000d2");
inline const PersonId kSupervisor("0197c000-0000-7000-8000-0000000000d3");

class OneAgreement final : public notify::News {
 public:
  notify::AgreementNews news{
      .words = {.student_name = "Daan de Vries",
                .student_given_name = "Daan",
                .organisation_name = "Van Leeuwen Bouw",
                .institution_name = "Hogeschool Demo",
                .due_day = absl::CivilDay(2026, 7, 3)},
      .student = kDaan,
      .signers = {{kDaan, "Daan"}, {kTeacher, "Marijke"}, {kSupervisor, "Ingrid"}},
      .contact_person = kTeacher};

  absl::StatusOr<notify::AgreementNews> Agreement(const TenantId&, absl::string_view name,
                                                  absl::Time, absl::Time) override {
    if (name == "institutions/demo/agreements/gone") {
      return Error(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND", "gone");
    }
    return news;
  }
};

// One search of Daan's; tests say how it stands.
class OneSearch final : public notify::Searches {
 public:
  notify::SearchNews news{.words = {.student_name = "Daan de Vries",
                                    .student_given_name = "Daan",
                                    .organisation_name = "Van Leeuwen Bouw",
                                    .workplace_name = "Ontwerp",
                                    .start_day = absl::CivilDay(2026, 9, 1),
                                    .weeks_to_start = 8},
                          .step = 1,
                          .contact_person = kTeacher,
                          .offices = {kTeacher, kSupervisor}};
  absl::Status refusal;

  absl::StatusOr<notify::SearchNews> Of(const TenantId&, const events::StoredEvent&, absl::Time,
                                        absl::Time) override {
    if (!refusal.ok()) return refusal;
    return news;
  }
};

// One learning task of Daan's; tests say how it stands.
class OneTask final : public notify::Tasks {
 public:
  notify::TaskNews news{.words = {.student_name = "Daan de Vries",
                                  .student_given_name = "Daan",
                                  .task_title = "Een betere intake",
                                  .teacher_name = "Marijke",
                                  .due_day = absl::CivilDay(2026, 9, 21),
                                  .verdict = notify::TaskVerdict::kAdjust,
                                  .verdict_reason = "Kies één stap."},
                        .student = kDaan,
                        .supervisor = kSupervisor,
                        .teacher = kTeacher,
                        .is_owed = true,
                        .is_judged = true};

  absl::StatusOr<notify::TaskNews> Of(const TenantId&, absl::string_view name, absl::Time,
                                      absl::Time) override {
    if (name == "institutions/demo/learningTasks/gone") {
      return Error(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND", "gone");
    }
    return news;
  }
};

// One check-in of Daan's; tests say how it stands.
class OneCheckIn final : public notify::CheckIns {
 public:
  OneCheckIn() { absl::LoadTimeZone("Europe/Amsterdam", &news.zone); }
  notify::CheckInNews news{.student_name = "Daan de Vries",
                           .student_given_name = "Daan",
                           .uid = "checkin-c@driehoek",
                           .start = absl::FromUnixSeconds(1'786'363'200),  // 2026-08-10 12:00 UTC
                           .length = absl::Minutes(45),
                           .place = "Hal 2",
                           .student = kDaan,
                           .participants = {kDaan, kTeacher, kSupervisor},
                           .contact_person = kTeacher,
                           .is_ahead = true};

  absl::StatusOr<notify::CheckInNews> Of(const TenantId&, absl::string_view, absl::Time,
                                         absl::Time) override {
    return news;
  }
};

class ThreePeople final : public notify::Addressees {
 public:
  std::map<PersonId, notify::Addressee> people = {
      {kDaan, {.display_name = "Daan de Vries", .given_name = "Daan", .email = "daan@school.nl"}},
      {kTeacher, {.display_name = "Marijke", .given_name = "Marijke", .email = "m@school.nl"}},
      {kSupervisor,
       {.display_name = "Ingrid Mulder",
        .given_name = "Ingrid",
        .email = "ingrid@vanleeuwen.nl",
        .is_guest = true}}};

  absl::StatusOr<notify::Addressee> Find(const TenantId&, const PersonId& person,
                                         absl::Time) override {
    const auto found = people.find(person);
    if (found == people.end()) {
      return Error(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND", "gone");
    }
    return found->second;
  }
  absl::StatusOr<absl::TimeZone> Zone(const TenantId&, absl::Time) override {
    absl::TimeZone zone;
    absl::LoadTimeZone("Europe/Amsterdam", &zone);
    return zone;
  }
};

// Links that are numbered; each raises a resource of its own, as a real one does.
class NumberedLinks final : public notify::GuestWays {
 public:
  absl::Status refusal;
  int made = 0;

  absl::StatusOr<notify::GuestWay> Prepare(const TenantId&, const PersonId&, absl::Time now,
                                           absl::Time) override {
    if (!refusal.ok()) return refusal;
    ++made;
    notify::GuestWay way;
    way.uri = absl::StrCat("https://driehoek.example/g#demo.", made);
    way.open_by = now + absl::Hours(24 * 14);
    way.writes.push_back({absl::StrCat("institutions/demo/guestGrants/", made), 0});
    way.rows = [](storage::TenantTransaction&) { return absl::OkStatus(); };
    return way;
  }
};

}  // namespace driehoek::test
