#include "notify/subjects.h"

#include <string>

namespace driehoek::notify {

absl::StatusOr<std::vector<Telling>> AgreementSubject::Of(const TenantId& tenant,
                                                          const events::StoredEvent& event,
                                                          absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const AgreementNews news,
                            news_.Agreement(tenant, event.resource, now, deadline));
  std::vector<Telling> tellings;
  for (const Notice& notice : NoticesOf(event.type, news)) {
    tellings.push_back({.to = notice.to,
                        .kind = std::string(NameOf(notice.kind)),
                        .is_urgent = IsUrgent(notice.kind),
                        .reason = ReasonFor(notice.to, news),
                        .letter = [notice, news](const Reader& reader, absl::CivilDay today) {
                          return LetterOf(notice, news, reader, today);
                        }});
  }
  return tellings;
}

absl::StatusOr<std::vector<Telling>> SearchSubject::Of(const TenantId& tenant,
                                                       const events::StoredEvent& event,
                                                       absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const SearchNews news, searches_.Of(tenant, event, now, deadline));
  std::vector<Telling> tellings;
  for (const SearchNotice& notice : SearchNoticesOf(event.type, news)) {
    tellings.push_back(
        {.to = notice.to,
         .kind = "search",
         .is_urgent = notice.is_urgent,
         .reason = {notice.role, news.words.student_name},
         .letter = [notice, words = news.words](const Reader& reader, absl::CivilDay /*today*/) {
           return notice.letter(reader, words);
         }});
  }
  return tellings;
}

}  // namespace driehoek::notify
