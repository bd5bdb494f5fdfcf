#include "access/queued_mails.h"

#include <string>

#include "access/verification_code.h"
#include "notify/mail_text.h"

namespace driehoek::access {
namespace {

notify::Reader ReaderOf(const PersonFacts& person) {
  return {.given_name = person.given_name, .language = notify::LanguageOf(person.language_code)};
}

}  // namespace

absl::Status QueuedMails::GuestLink(storage::TenantTransaction& transaction, const PersonFacts& to,
                                    absl::string_view institution_name, absl::string_view uri,
                                    absl::CivilDay last_day) {
  notify::Reader reader = ReaderOf(to);
  reader.uri = std::string(uri);
  reader.open_by = last_day;
  return queue_.Enqueue(
      transaction,
      notify::ToMail(notify::GuestLinkLetter(reader, institution_name), to.email, to.display_name));
}

absl::Status QueuedMails::Code(storage::TenantTransaction& transaction, const PersonFacts& to,
                               CodeUse use, absl::string_view code, absl::Time expire_time) {
  const auto minutes = static_cast<int>(kCodeLifetime / absl::Minutes(1));
  const notify::Letter letter = use == CodeUse::kSign
                                    ? notify::SigningCodeLetter(ReaderOf(to), code, minutes)
                                    : notify::AddressCodeLetter(ReaderOf(to), code, minutes);
  notify::Mail mail = notify::ToMail(letter, to.email, to.display_name);
  mail.useless_after = expire_time;
  return queue_.Enqueue(transaction, mail);
}

absl::Status QueuedMails::RoleCode(storage::TenantTransaction& transaction, absl::string_view email,
                                   absl::string_view language_code, auth::Role role,
                                   absl::string_view institution_name, absl::string_view code,
                                   absl::CivilDay last_day) {
  const notify::Letter letter =
      notify::RoleCodeLetter(notify::LanguageOf(std::string(language_code)), auth::RoleName(role),
                             institution_name, code, last_day);
  return queue_.Enqueue(transaction, notify::ToMail(letter, email, ""));
}

}  // namespace driehoek::access
