#include "notify/sealed_mail.h"

#include <array>
#include <cstdint>

#include "shared/base/errors.h"
#include "shared/crypto/aead.h"
#include "shared/crypto/digest.h"

namespace driehoek::notify {
namespace {

// The first byte says how the rest is laid out: fields with their length in four bytes before them.
constexpr char kLayout = '2';
// The one before: mails that wait when the server is renewed have the first five fields only.
constexpr char kShortLayout = '1';
constexpr std::size_t kShortFields = 5;
constexpr std::size_t kLengthBytes = 4;

void Put(std::string& out, absl::string_view field) {
  const auto size = static_cast<std::uint32_t>(field.size());
  for (std::size_t i = 0; i < kLengthBytes; ++i) {
    out.push_back(static_cast<char>(size >> (8 * i) & 0xFFU));
  }
  out.append(field.data(), field.size());
}

bool Take(absl::string_view& rest, std::string& field) {
  if (rest.size() < kLengthBytes) return false;
  std::size_t size = 0;
  for (std::size_t i = 0; i < kLengthBytes; ++i) {
    size |= static_cast<std::size_t>(static_cast<unsigned char>(rest[i])) << (8 * i);
  }
  rest.remove_prefix(kLengthBytes);
  if (rest.size() < size) return false;
  field = std::string(rest.substr(0, size));
  rest.remove_prefix(size);
  return true;
}

template <typename M>
auto FieldsOf(M& mail) {
  return std::array{&mail.to,   &mail.to_name,  &mail.subject,         &mail.text,
                    &mail.html, &mail.calendar, &mail.calendar_method, &mail.stop_uri};
}

}  // namespace

std::string DeriveMailKey(absl::string_view installation_secret) {
  return crypto::HkdfSha256(installation_secret, "driehoek notify", "waiting mails",
                            crypto::kAeadKeyBytes);
}

absl::StatusOr<std::string> SealMail(absl::string_view key, absl::string_view row,
                                     const Mail& mail) {
  std::string plain(1, kLayout);
  plain.push_back(mail.language == Language::kEnglish ? 'e' : 'n');
  for (const std::string* field : FieldsOf(mail)) Put(plain, *field);
  return crypto::AeadSeal(key, plain, row);
}

absl::StatusOr<Mail> OpenMail(absl::string_view key, absl::string_view row,
                              absl::string_view sealed) {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string plain, crypto::AeadOpen(key, sealed, row));
  Mail mail;
  absl::string_view rest = plain;
  bool is_whole = rest.size() >= 2 && (rest.front() == kLayout || rest.front() == kShortLayout);
  const bool is_short = is_whole && rest.front() == kShortLayout;
  if (is_whole) {
    mail.language = rest[1] == 'e' ? Language::kEnglish : Language::kDutch;
    rest.remove_prefix(2);
  }
  const auto fields = FieldsOf(mail);
  for (std::size_t i = 0; i < (is_short ? kShortFields : fields.size()); ++i) {
    is_whole = is_whole && Take(rest, *fields.at(i));
  }
  if (is_whole && rest.empty()) return mail;
  return Error(absl::StatusCode::kDataLoss, "MAIL_MALFORMED", "the waiting mail cannot be read");
}

}  // namespace driehoek::notify
