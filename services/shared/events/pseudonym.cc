#include "shared/events/pseudonym.h"

#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"

namespace driehoek::events {
namespace {

using storage::Bytes;
using storage::TenantTransaction;

constexpr absl::string_view kMark = "person:";
constexpr std::size_t kPseudonymBytes = 16;
constexpr std::size_t kPseudonymLength = 7 + 2 * kPseudonymBytes;

absl::StatusOr<std::optional<std::string>> StoredPseudonym(TenantTransaction& transaction,
                                                           const std::string& person) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto rows,
      transaction.Execute("SELECT pseudonym FROM audit_key WHERE tenant_id = $1 AND person = $2",
                          {person}));
  if (rows.empty()) return std::nullopt;
  return rows[0].Text(0);
}

absl::StatusOr<std::string> MakePseudonym(TenantTransaction& transaction,
                                          const std::string& person) {
  std::string key = crypto::RandomBytes(crypto::kSha256Bytes);
  const std::string pseudonym =
      absl::StrCat(std::string(kMark),
                   crypto::HexEncode(crypto::HmacSha256(key, person).substr(0, kPseudonymBytes)));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::int64_t made,
      transaction.Change("INSERT INTO audit_key (tenant_id, person, pseudonym, key) "
                         "VALUES ($1, $2, $3, $4) ON CONFLICT (tenant_id, person) DO NOTHING",
                         {person, pseudonym, Bytes{std::move(key)}}));
  if (made > 0) return pseudonym;
  // Another transaction made it first.
  DRIEHOEK_ASSIGN_OR_RETURN(auto stored, StoredPseudonym(transaction, person));
  return stored.value_or(pseudonym);
}

std::string WithPseudonym(const std::string& name, const std::string& person,
                          const std::string& pseudonym) {
  return absl::StrCat(pseudonym, name.substr(person.size()));
}

}  // namespace

std::optional<std::string> PersonIn(absl::string_view name) {
  constexpr absl::string_view kInstitutions = "institutions/";
  constexpr absl::string_view kPersons = "/persons/";
  if (!absl::StartsWith(name, kInstitutions)) return std::nullopt;
  const std::size_t tenant_end = name.find('/', kInstitutions.size());
  if (tenant_end == absl::string_view::npos) return std::nullopt;
  if (!absl::StartsWith(name.substr(tenant_end), kPersons)) return std::nullopt;
  return std::string(name.substr(0, name.find('/', tenant_end + kPersons.size())));
}

absl::StatusOr<std::string> Pseudonymise(TenantTransaction& transaction, const std::string& name) {
  const auto person = PersonIn(name);
  if (!person) return name;
  DRIEHOEK_ASSIGN_OR_RETURN(auto stored, StoredPseudonym(transaction, *person));
  if (!stored) {
    DRIEHOEK_ASSIGN_OR_RETURN(stored, MakePseudonym(transaction, *person));
  }
  return WithPseudonym(name, *person, *stored);
}

absl::StatusOr<std::string> FindPseudonym(TenantTransaction& transaction, const std::string& name) {
  const auto person = PersonIn(name);
  if (!person) return name;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto stored, StoredPseudonym(transaction, *person));
  return WithPseudonym(name, *person, stored.value_or(std::string(kMark)));
}

absl::StatusOr<std::string> Reveal(TenantTransaction& transaction, const std::string& stored) {
  if (!absl::StartsWith(stored, kMark)) return stored;
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto rows,
      transaction.Execute("SELECT person FROM audit_key WHERE tenant_id = $1 AND pseudonym = $2",
                          {stored.substr(0, kPseudonymLength)}));
  if (rows.empty()) return stored;
  return absl::StrCat(rows[0].Text(0), stored.substr(std::min(kPseudonymLength, stored.size())));
}

}  // namespace driehoek::events
