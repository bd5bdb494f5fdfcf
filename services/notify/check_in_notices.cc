#include "notify/check_in_notices.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "notify/letter_parts.h"

namespace driehoek::notify {
namespace {

constexpr absl::string_view kInvited = "checkin.invited";
constexpr absl::string_view kMoved = "checkin.moved";
constexpr absl::string_view kMissed = "checkin.missed";
constexpr absl::string_view kCancelled = "checkin.cancelled";

std::string CallName(const CheckInNews& news) {
  return news.student_given_name.empty() ? news.student_name : news.student_given_name;
}

// "vr 2 okt om 14.00 uur", "Fri 2 Oct at 14:00".
std::string Moment(Language language, const CheckInNews& news) {
  const absl::CivilDay day = absl::ToCivilDay(news.start, news.zone);
  return absl::StrCat(ShortDay(language, day), In(language, " om ", " at "),
                      absl::FormatTime(In(language, "%H.%M uur", "%H:%M"), news.start, news.zone));
}

std::string With(Language language, const CheckInNews& news, bool is_student) {
  if (is_student) return In(language, "Je gesprek", "Your check-in");
  return absl::StrCat(In(language, "Het gesprek over ", "The check-in on "), CallName(news));
}

// How long, and where.
std::vector<std::string> Details(Language language, const CheckInNews& news) {
  std::vector<std::string> details = {absl::StrCat(
      In(language, "Het duurt ", "It takes "), absl::ToInt64Minutes(news.length),
      In(language, " minuten", " minutes"),
      news.place.empty() ? "" : absl::StrCat(In(language, ". Plek: ", ". Place: "), news.place),
      ".")};
  if (!news.link.empty()) {
    details.push_back(absl::StrCat(In(language, "Online: ", "Online: "), news.link));
  }
  return details;
}

Letter InvitedLetter(const Reader& reader, const CheckInNews& news, bool is_student) {
  const Language language = reader.language;
  std::vector<std::string> paragraphs = Details(language, news);
  paragraphs.push_back(
      In(language, "Schrijf vooraf op hoe jij het ziet. De anderen lezen dat pas later.",
         "Write down beforehand how you see it. The others read that only later."));
  return Note(reader,
              absl::StrCat(With(language, news, is_student), In(language, " is op ", " is on "),
                           Moment(language, news)),
              std::move(paragraphs));
}

Letter MovedLetter(const Reader& reader, const CheckInNews& news, bool is_student) {
  const Language language = reader.language;
  std::vector<std::string> paragraphs = Details(language, news);
  paragraphs.push_back(In(language, "De afspraak in je agenda schuift mee.",
                          "The appointment in your calendar moves along."));
  return Note(reader,
              absl::StrCat(With(language, news, is_student),
                           In(language, " is nu op ", " is now on "), Moment(language, news)),
              std::move(paragraphs));
}

Letter GoneLetter(const Reader& reader, const CheckInNews& news, bool is_student) {
  const Language language = reader.language;
  return Note(
      reader,
      absl::StrCat(With(language, news, is_student), In(language, " van ", " of "),
                   ShortDay(language, absl::ToCivilDay(news.start, news.zone)),
                   news.is_missed ? In(language, " is niet gehouden", " was not held")
                                  : In(language, " gaat niet door", " is off")),
      {In(language, "De afspraak gaat uit je agenda.", "The appointment leaves your calendar."),
       news.is_missed
           ? In(language, "Maak samen een nieuwe afspraak.", "Make a new appointment together.")
           : In(language, "Je hoeft niets te doen.", "You need not do anything.")});
}

Letter MissedLetter(const Reader& reader, const CheckInNews& news) {
  const Language language = reader.language;
  return Note(
      reader,
      absl::StrCat(In(language, "Niet gehouden: het gesprek over ", "Not held: the check-in on "),
                   CallName(news)),
      {absl::StrCat(In(language, "Het gesprek over ", "The check-in on "), news.student_name,
                    In(language, " stond op ", " was to be on "), Moment(language, news), "."),
       In(language, "Vraag wat er speelt en maak een nieuwe afspraak. Jij bent het aanspreekpunt.",
          "Ask what is going on and make a new appointment. You are the contact person.")});
}

Appointment AppointmentOf(const CheckInNews& news, ics::Method method) {
  std::string description = news.link;
  if (!news.place.empty()) {
    description = absl::StrCat(news.place, description.empty() ? "" : "\n", description);
  }
  return {.method = method,
          .event = {.uid = news.uid,
                    .sequence = news.sequence,
                    .when = ics::Period{news.start, news.start + news.length},
                    .summary = absl::StrCat("Driehoek: ", CallName(news)),
                    .description = std::move(description),
                    .stamp = news.change_time}};
}

Reason ReasonFor(const PersonId& to, const CheckInNews& news) {
  if (to == news.student) return {ReaderRole::kStudent, ""};
  if (to == news.contact_person) return {ReaderRole::kContactPerson, news.student_name};
  return {ReaderRole::kParticipant, news.student_name};
}

using Written = Letter (*)(const Reader&, const CheckInNews&, bool is_student);

std::vector<Telling> ToParticipants(const CheckInNews& news, const char* kind, Written written,
                                    ics::Method method) {
  std::vector<Telling> tellings;
  for (const PersonId& person : news.participants) {
    const bool is_known = std::any_of(tellings.begin(), tellings.end(),
                                      [&](const Telling& one) { return one.to == person; });
    if (person.empty() || is_known) continue;
    tellings.push_back(
        {.to = person,
         .kind = kind,
         .is_urgent = true,
         .reason = ReasonFor(person, news),
         .letter = [news, written, is_student = person == news.student](
                       const Reader& reader,
                       absl::CivilDay /*today*/) { return written(reader, news, is_student); },
         .appointment = AppointmentOf(news, method)});
  }
  return tellings;
}

// The contact person hears more than that it is off, and also when not a participant.
void TellContactPerson(const CheckInNews& news, std::vector<Telling>& tellings) {
  if (news.contact_person.empty()) return;
  auto found = std::find_if(tellings.begin(), tellings.end(),
                            [&](const Telling& one) { return one.to == news.contact_person; });
  if (found == tellings.end()) {
    tellings.push_back({.to = news.contact_person,
                        .is_urgent = true,
                        .reason = ReasonFor(news.contact_person, news)});
    found = tellings.end() - 1;
  }
  found->kind = "checkin_missed";
  found->letter = [news](const Reader& reader, absl::CivilDay /*today*/) {
    return MissedLetter(reader, news);
  };
}

}  // namespace

bool IsCheckInTold(absl::string_view event_type) {
  return event_type == kInvited || event_type == kMoved || event_type == kMissed ||
         event_type == kCancelled;
}

std::vector<Telling> CheckInTellings(absl::string_view event_type, const CheckInNews& news) {
  if (event_type == kInvited && news.is_ahead) {
    return ToParticipants(news, "checkin_invited", InvitedLetter, ics::Method::kRequest);
  }
  if (event_type == kMoved && news.is_ahead) {
    return ToParticipants(news, "checkin_moved", MovedLetter, ics::Method::kRequest);
  }
  if (event_type == kCancelled && news.is_cancelled) {
    return ToParticipants(news, "checkin_gone", GoneLetter, ics::Method::kCancel);
  }
  if (event_type == kMissed && news.is_missed) {
    auto tellings = ToParticipants(news, "checkin_gone", GoneLetter, ics::Method::kCancel);
    TellContactPerson(news, tellings);
    return tellings;
  }
  return {};
}

}  // namespace driehoek::notify
