#include "notify/evidence_notices.h"

#include "absl/strings/str_cat.h"
#include "notify/letter_parts.h"

namespace driehoek::notify {
namespace {

constexpr absl::string_view kAsked = "evidence.confirmation_requested";
constexpr absl::string_view kDue = "evidence.confirmation_due";
constexpr absl::string_view kDisputed = "evidence.disputed";
constexpr absl::string_view kPublished = "assessment.published";

// With so few days left the supervisor would hear of it too late in a digest.
constexpr int kDaysTooFew = 3;

std::string CallName(const EvidenceNews& news) {
  return news.student_given_name.empty() ? news.student_name : news.student_given_name;
}

Letter AskedLetter(const Reader& reader, const EvidenceNews& news) {
  const Language language = reader.language;
  return Note(
      reader,
      absl::StrCat(In(language, "Bewijs van ", "Evidence of "), CallName(news),
                   In(language, " bevestigen, voor ", " to confirm, by "),
                   ShortDay(language, news.confirm_by)),
      {absl::StrCat(
           news.student_name,
           In(language, " vraagt je om bewijs te bevestigen: ", " asks you to confirm evidence: "),
           "\"", news.title, "\"."),
       In(language, "Klopt het met wat je op de werkplek zag? Bevestig het dan.",
          "Does it agree with what you saw at the workplace? Then confirm it.")});
}

Letter DueLetter(const Reader& reader, const EvidenceNews& news) {
  const Language language = reader.language;
  return Note(
      reader,
      absl::StrCat(In(language, "Bewijs van ", "Evidence of "), CallName(news),
                   In(language, " bevestigen kan nog tot en met ", " can be confirmed until "),
                   ShortDay(language, news.confirm_by)),
      {absl::StrCat("\"", news.title, "\" ",
                    In(language, "wacht nog op jouw antwoord.", "still waits for your answer.")),
       absl::StrCat(In(language, "Daarna telt het niet mee in de beoordeling van ",
                       "After that it does not count in the assessment of "),
                    CallName(news), ".")});
}

Letter DisputedLetter(const Reader& reader, const EvidenceNews& news) {
  const Language language = reader.language;
  return Note(reader,
              In(language, "Je begeleider bevestigt een bewijsstuk niet",
                 "Your supervisor does not confirm a piece of evidence"),
              {absl::StrCat(In(language, "Het gaat om ", "It is about "), "\"", news.title, "\"."),
               In(language, "De reden staat in Driehoek. Praat erover en vraag het daarna opnieuw.",
                  "The reason stands in Driehoek. Talk about it and then ask again.")});
}

Letter PublishedLetter(const Reader& reader, const AssessmentNews& news) {
  const Language language = reader.language;
  const std::string where =
      news.organisation_name.empty()
          ? ""
          : absl::StrCat(In(language, " bij ", " at "), news.organisation_name);
  return Note(reader,
              In(language, "De beoordeling van je plaatsing is er",
                 "The assessment of your placement is there"),
              {absl::StrCat(In(language, "Je plaatsing", "Your placement"), where,
                            In(language, " is beoordeeld.", " was assessed.")),
               In(language, "Het resultaat en de toelichting staan in Driehoek.",
                  "The result and its reasons stand in Driehoek.")});
}

template <typename News>
Telling Tell(const PersonId& to, const char* kind, bool is_urgent, const Reason& reason,
             const News& news, Letter (*written)(const Reader&, const News&)) {
  return {.to = to,
          .kind = kind,
          .is_urgent = is_urgent,
          .reason = reason,
          .letter = [news, written](const Reader& reader, absl::CivilDay /*today*/) {
            return written(reader, news);
          }};
}

}  // namespace

bool IsEvidenceTold(absl::string_view event_type) {
  return event_type == kAsked || event_type == kDue || event_type == kDisputed;
}

std::vector<Telling> EvidenceTellings(absl::string_view event_type, const EvidenceNews& news) {
  if (event_type == kAsked && news.is_asked && !news.supervisor.empty()) {
    return {Tell(news.supervisor, "evidence_asked", news.confirm_by - news.today < kDaysTooFew,
                 {ReaderRole::kSupervisor, news.student_name}, news, AskedLetter)};
  }
  if (event_type == kDue && news.is_asked && !news.supervisor.empty()) {
    return {Tell(news.supervisor, "evidence_due", false,
                 {ReaderRole::kSupervisor, news.student_name}, news, DueLetter)};
  }
  if (event_type == kDisputed && news.is_disputed) {
    return {Tell(news.student, "evidence_disputed", false, {ReaderRole::kStudent, ""}, news,
                 DisputedLetter)};
  }
  return {};
}

bool IsAssessmentTold(absl::string_view event_type) { return event_type == kPublished; }

std::vector<Telling> AssessmentTellings(absl::string_view event_type, const AssessmentNews& news) {
  if (event_type != kPublished || !news.is_published) return {};
  return {Tell(news.student, "assessment_published", false,
               {ReaderRole::kStudent, news.organisation_name}, news, PublishedLetter)};
}

}  // namespace driehoek::notify
