// A mail as it waits in the table: all of it under the installation's key, since it holds links and
// codes (R86).
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "notify/mail.h"

namespace driehoek::notify {

// The key of waiting mails, from the one secret of the installation.
std::string DeriveMailKey(absl::string_view installation_secret);

// `row` names the row and is bound to the content: a sealed mail cannot be moved to another one.
absl::StatusOr<std::string> SealMail(absl::string_view key, absl::string_view row,
                                     const Mail& mail);
// DATA_LOSS / AEAD_NOT_AUTHENTIC or MAIL_MALFORMED.
absl::StatusOr<Mail> OpenMail(absl::string_view key, absl::string_view row,
                              absl::string_view sealed);

}  // namespace driehoek::notify
