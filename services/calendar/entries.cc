#include "calendar/entries.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

namespace driehoek::calendar {
namespace {

// What the entries of one calendar have in common.
struct Writing {
  Language language;
  Titles titles;
  absl::Time now;

  const char* In(const char* dutch, const char* english) const {
    return language == Language::kDutch ? dutch : english;
  }
};

// The end of an id made by time is what differs between two of one day.
constexpr std::size_t kCodeLength = 4;

std::string CodeOf(const OwnPlacement& placement) {
  const std::string& id = placement.id;
  return id.size() <= kCodeLength ? id : id.substr(id.size() - kCodeLength);
}

std::string Title(const Writing& writing, const OwnPlacement& placement, absl::string_view what,
                  absl::string_view more = "") {
  if (writing.titles == Titles::kCodesOnly) {
    return absl::StrCat("Driehoek: ", what, " (", CodeOf(placement), ")");
  }
  return absl::StrCat("Driehoek: ", what, ": ", placement.student_name, more.empty() ? "" : ", ",
                      more);
}

ics::Event OnDay(const Writing& writing, std::string uid, absl::CivilDay day, std::string title) {
  return {.uid = absl::StrCat(uid, "@driehoek"),
          .when = ics::Days{day, day},
          .summary = std::move(title),
          .stamp = writing.now};
}

void AddMeetings(const Writing& writing, const OwnPlacement& placement, ics::Calendar& calendar) {
  for (const Meeting& meeting : placement.meetings) {
    if (meeting.is_off) continue;
    calendar.events.push_back(
        {.uid = absl::StrCat("checkin-", meeting.id, "@driehoek"),
         .sequence = meeting.sequence,
         .when = ics::Period{meeting.start, meeting.start + meeting.length},
         .summary = Title(writing, placement, "check-in"),
         // Where it is says who is met.
         .description = writing.titles == Titles::kWithNames ? meeting.place : "",
         .stamp = writing.now});
  }
}

void AddPlacement(const Writing& writing, const OwnPlacement& placement, ics::Calendar& calendar) {
  const auto add = [&](const char* kind, const std::optional<absl::CivilDay>& day,
                       const char* what) {
    if (!day.has_value()) return;
    calendar.events.push_back(
        OnDay(writing, absl::StrCat(kind, placement.id), *day, Title(writing, placement, what)));
  };
  add("first-", placement.first_day, writing.In("eerste dag", "first day"));
  add("last-", placement.last_day, writing.In("laatste dag", "last day"));
  add("submit-", placement.submit_by, writing.In("leertaken indienen", "submit learning tasks"));
  for (const OwedVerdict& verdict : placement.verdicts) {
    calendar.events.push_back(
        OnDay(writing, absl::StrCat("verdict-", verdict.task_id), verdict.due_day,
              Title(writing, placement, writing.In("oordeel uiterlijk vandaag", "verdict due"),
                    verdict.task_title)));
  }
  AddMeetings(writing, placement, calendar);
}

}  // namespace

ics::Calendar CalendarOf(const Agenda& agenda, Titles titles, absl::Time now) {
  ics::Calendar calendar{.name = "Driehoek", .refresh = kRefresh};
  const Writing writing{agenda.language, titles, now};
  for (const OwnPlacement& placement : agenda.placements) {
    AddPlacement(writing, placement, calendar);
  }
  return calendar;
}

}  // namespace driehoek::calendar
