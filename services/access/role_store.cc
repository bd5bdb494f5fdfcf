#include "access/role_store.h"

#include <algorithm>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "shared/base/errors.h"
#include "shared/base/id_source.h"

namespace driehoek::access {
namespace {

using storage::Bytes;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;
using storage::Value;

constexpr char kBehindAll[] = "ffffffff-ffff-ffff-ffff-ffffffffffff";

constexpr char kGetSql[] = R"(
  SELECT grant_id, role, email, exam_board_reference, code_hash, person_id, state, created_us,
         expires_us, version, programmes
  FROM role_grant WHERE tenant_id = $1 AND grant_id = $2)";

constexpr char kFindCodeSql[] = R"(
  SELECT grant_id, role, email, exam_board_reference, code_hash, person_id, state, created_us,
         expires_us, version, programmes
  FROM role_grant WHERE tenant_id = $1 AND code_hash = $2)";

constexpr char kListSql[] = R"(
  SELECT grant_id, role, email, exam_board_reference, code_hash, person_id, state, created_us,
         expires_us, version, programmes
  FROM role_grant WHERE tenant_id = $1 AND grant_id < $2 ORDER BY grant_id DESC LIMIT $3)";

constexpr char kRolesOfSql[] = R"(
  SELECT DISTINCT role FROM role_grant
  WHERE tenant_id = $1 AND person_id = $2 AND state = 'active' ORDER BY role)";

constexpr char kHoldersOfSql[] = R"(
  SELECT person_id, programmes FROM role_grant
  WHERE tenant_id = $1 AND role = $2 AND state = 'active' ORDER BY grant_id LIMIT 500)";

constexpr char kReachOfSql[] = R"(
  SELECT programmes FROM role_grant
  WHERE tenant_id = $1 AND person_id = $2 AND role = $3 AND state = 'active' ORDER BY grant_id)";

constexpr char kInsertSql[] = R"(
  INSERT INTO role_grant (tenant_id, grant_id, role, email, exam_board_reference, code_hash,
                          person_id, state, created_us, expires_us, version, programmes)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12))";

constexpr char kUpdateSql[] = R"(
  UPDATE role_grant SET person_id = $3, state = $4, version = version + 1
  WHERE tenant_id = $1 AND grant_id = $2 AND version = $5)";

// A window that is over begins anew; in a window that runs, the count stops at the limit and
// returns no row.
constexpr char kTakeTrySql[] = R"(
  INSERT INTO role_code_try (tenant_id, person_id, window_us, wrong) VALUES ($1, $2, $3, 1)
  ON CONFLICT (tenant_id, person_id) DO UPDATE SET
    window_us = CASE WHEN role_code_try.window_us <= $4
                     THEN excluded.window_us ELSE role_code_try.window_us END,
    wrong = CASE WHEN role_code_try.window_us <= $4 THEN 1 ELSE role_code_try.wrong + 1 END
  WHERE role_code_try.window_us <= $4 OR role_code_try.wrong < $5
  RETURNING wrong)";

constexpr char kForgetTriesSql[] = R"(
  DELETE FROM role_code_try WHERE tenant_id = $1 AND person_id = $2)";

RoleGrant GrantFrom(const Row& row) {
  return {.id = RoleGrantId(row.Text(0)),
          .role = auth::ParseRole(row.Text(1)).value(),
          .email = row.Text(2),
          .exam_board_reference = row.Text(3),
          .programmes = absl::StrSplit(row.Text(10), ' ', absl::SkipEmpty()),
          .code_hash = row.Blob(4),
          .person = PersonId(row.OptionalText(5).value_or("")),
          .state = EnumFromName<RoleGrantState>(row.Text(6)).value(),
          .create_time = row.Time(7),
          .expire_time = row.Time(8),
          .version = row.Int(9)};
}

Value PersonValue(const PersonId& person) {
  return person.empty() ? Value(std::monostate{}) : Value(person.value());
}

absl::StatusOr<std::optional<RoleGrant>> ReadOne(storage::TenantDatabase& database,
                                                 const TenantId& tenant, absl::Time deadline,
                                                 absl::string_view sql, const Value& parameter) {
  std::optional<RoleGrant> found;
  DRIEHOEK_RETURN_IF_ERROR(
      database.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows, transaction.Execute(sql, {parameter}));
        found.reset();
        if (!rows.empty()) found = GrantFrom(rows.front());
        return absl::OkStatus();
      }));
  return found;
}

}  // namespace

absl::StatusOr<std::optional<RoleGrant>> RoleStore::Get(const TenantId& tenant,
                                                        const RoleGrantId& id,
                                                        absl::Time deadline) {
  if (!IsUuid(id.value())) return std::nullopt;
  return ReadOne(database_, tenant, deadline, kGetSql, id.value());
}

absl::StatusOr<std::optional<RoleGrant>> RoleStore::FindCode(const TenantId& tenant,
                                                             absl::string_view code_hash,
                                                             absl::Time deadline) {
  return ReadOne(database_, tenant, deadline, kFindCodeSql, Bytes{std::string(code_hash)});
}

absl::StatusOr<std::vector<RoleGrant>> RoleStore::List(const TenantId& tenant,
                                                       const RoleGrantId& before, int limit,
                                                       absl::Time deadline) {
  std::vector<RoleGrant> found;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute(
                kListSql, {before.empty() ? kBehindAll : before.value(), std::int64_t{limit}}));
        found.clear();
        for (const Row& row : rows) found.push_back(GrantFrom(row));
        return absl::OkStatus();
      }));
  return found;
}

absl::StatusOr<std::vector<auth::Role>> RoleStore::RolesOf(const TenantId& tenant,
                                                           const PersonId& person,
                                                           absl::Time deadline) {
  std::vector<auth::Role> roles;
  if (!IsUuid(person.value())) return roles;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows,
                                  transaction.Execute(kRolesOfSql, {person.value()}));
        roles.clear();
        for (const Row& row : rows) roles.push_back(auth::ParseRole(row.Text(0)).value());
        return absl::OkStatus();
      }));
  return roles;
}

absl::StatusOr<std::vector<PersonId>> RoleStore::HoldersOf(const TenantId& tenant, auth::Role role,
                                                           absl::string_view programme,
                                                           absl::Time deadline) {
  std::vector<PersonId> holders;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute(kHoldersOfSql, {std::string(auth::RoleName(role))}));
        holders.clear();
        for (const Row& row : rows) {
          const std::vector<std::string> some = absl::StrSplit(row.Text(1), ' ', absl::SkipEmpty());
          if (some.empty() || std::find(some.begin(), some.end(), programme) != some.end()) {
            holders.emplace_back(row.Text(0));
          }
        }
        return absl::OkStatus();
      }));
  return holders;
}

absl::StatusOr<std::optional<std::vector<std::string>>> RoleStore::ReachOf(const TenantId& tenant,
                                                                           const PersonId& person,
                                                                           auth::Role role,
                                                                           absl::Time deadline) {
  std::optional<std::vector<std::string>> reach;
  if (!IsUuid(person.value())) return reach;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute(kReachOfSql, {person.value(), std::string(auth::RoleName(role))}));
        reach.reset();
        bool is_limited = true;
        for (const Row& row : rows) {
          const std::vector<std::string> some = absl::StrSplit(row.Text(0), ' ', absl::SkipEmpty());
          if (!reach.has_value()) reach.emplace();
          is_limited = is_limited && !some.empty();
          reach->insert(reach->end(), some.begin(), some.end());
        }
        if (!is_limited) reach->clear();
        return absl::OkStatus();
      }));
  return reach;
}

absl::StatusOr<std::optional<int>> RoleStore::TakeTry(const TenantId& tenant,
                                                      const PersonId& person, absl::Time now,
                                                      absl::Time deadline) {
  std::optional<int> left;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Write(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows,
                                  transaction.Execute(kTakeTrySql, {person.value(), ToValue(now),
                                                                    ToValue(now - kRoleTryWindow),
                                                                    std::int64_t{kRoleTries}}));
        left.reset();
        if (!rows.empty()) left = kRoleTries - static_cast<int>(rows.front().Int(0));
        return absl::OkStatus();
      }));
  return left;
}

absl::Status RoleStore::ForgetTries(TenantTransaction& transaction, const PersonId& person) {
  return transaction.Execute(kForgetTriesSql, {person.value()}).status();
}

absl::Status RoleStore::Write(TenantTransaction& transaction, const RoleGrant& grant) {
  const std::string state(NameOf(grant.state));
  if (grant.version == 0) {
    return transaction
        .Execute(kInsertSql,
                 {grant.id.value(), std::string(auth::RoleName(grant.role)), grant.email,
                  grant.exam_board_reference, Bytes{grant.code_hash}, PersonValue(grant.person),
                  state, ToValue(grant.create_time), ToValue(grant.expire_time), std::int64_t{1},
                  absl::StrJoin(grant.programmes, " ")})
        .status();
  }
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::int64_t updated,
      transaction.Change(kUpdateSql,
                         {grant.id.value(), PersonValue(grant.person), state, grant.version}));
  if (updated > 0) return absl::OkStatus();
  return Error(absl::StatusCode::kAborted, "STALE_ETAG", "the grant has changed: read it again");
}

}  // namespace driehoek::access
