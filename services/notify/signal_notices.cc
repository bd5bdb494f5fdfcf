#include "notify/signal_notices.h"

#include "absl/strings/str_cat.h"
#include "notify/letter_parts.h"

namespace driehoek::notify {
namespace {

constexpr absl::string_view kRaised = "signal.raised";
constexpr absl::string_view kEscalated = "signal.escalated";

std::string CallName(const SignalNews& news) {
  return news.student_given_name.empty() ? news.student_name : news.student_given_name;
}

Letter RaisedLetter(const Reader& reader, const SignalNews& news) {
  const Language language = reader.language;
  const std::string day = ShortDay(language, news.acknowledge_by);
  return Note(reader,
              absl::StrCat(In(language, "Signaal over ", "Signal about "), CallName(news),
                           In(language, ": kijk voor ", ": look by "), day),
              {absl::StrCat(In(language, "Bij ", "Something with "), news.student_name,
                            In(language, " vraagt iets om aandacht.", " asks for attention.")),
               In(language, "Wat het is, staat in Driehoek. Zeg daar dat je het hebt gezien.",
                  "What it is stands in Driehoek. Say there that you have seen it.")});
}

Letter UnseenLetter(const Reader& reader, const SignalNews& news) {
  const Language language = reader.language;
  return Note(
      reader,
      absl::StrCat(In(language, "Nog niet bekeken: signaal over ", "Not looked at: signal about "),
                   CallName(news)),
      {absl::StrCat(In(language, "Voor ", "By "), ShortDay(language, news.acknowledge_by),
                    In(language, " had iemand moeten kijken: ", " somebody should have looked: "),
                    news.addressee_name.empty()
                        ? In(language, "er is niemand aangewezen", "nobody is named")
                        : news.addressee_name,
                    "."),
       In(language, "Zorg dat iemand ernaar kijkt. De student wacht.",
          "See to it that somebody looks. The student waits.")});
}

Letter PassedOnLetter(const Reader& reader, const SignalNews& news) {
  const Language language = reader.language;
  return Note(
      reader,
      absl::StrCat(In(language, "Signaal over ", "Signal about "), CallName(news),
                   In(language, ": het ligt nu bij jou", ": it is now with you")),
      {absl::StrCat(In(language, "Bij ", "Something with "), news.student_name,
                    In(language, " is meer nodig dan het aanspreekpunt kan doen.",
                       " needs more than the contact person can do.")),
       In(language, "Wat er gedaan is, staat in Driehoek.", "What was done stands in Driehoek.")});
}

Telling Tell(const PersonId& to, const char* kind, const Reason& reason, const SignalNews& news,
             Letter (*written)(const Reader&, const SignalNews&)) {
  return {.to = to,
          .kind = kind,
          .is_urgent = news.is_pressing,
          .reason = reason,
          .letter = [news, written](const Reader& reader, absl::CivilDay /*today*/) {
            return written(reader, news);
          }};
}

}  // namespace

bool IsSignalTold(absl::string_view event_type) {
  return event_type == kRaised || event_type == kEscalated;
}

std::vector<Telling> SignalTellings(absl::string_view event_type, const SignalNews& news) {
  std::vector<Telling> tellings;
  if (event_type == kRaised && news.is_unseen && !news.addressee.empty()) {
    tellings.push_back(Tell(news.addressee, "signal_raised",
                            {ReaderRole::kContactPerson, news.student_name}, news, RaisedLetter));
  }
  if (event_type == kEscalated && (news.is_unseen || news.is_escalated)) {
    for (const PersonId& manager : news.managers) {
      tellings.push_back(Tell(manager, "signal_escalated",
                              {ReaderRole::kProgrammeManager, news.student_name}, news,
                              news.is_escalated ? PassedOnLetter : UnseenLetter));
    }
  }
  return tellings;
}

}  // namespace driehoek::notify
