#include "access/role_grant.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "shared/auth/programme_roles.h"
#include "shared/base/errors.h"
#include "shared/base/field_checks.h"
#include "shared/crypto/digest.h"

namespace driehoek::access {
namespace {

constexpr absl::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kCodeLetters = 10;
constexpr std::size_t kMaxTyped = 40;
constexpr std::size_t kMaxReference = 200;

}  // namespace

RoleGrantState StateAt(const RoleGrant& grant, absl::Time now) {
  if (grant.state == RoleGrantState::kOffered && now >= grant.expire_time) {
    return RoleGrantState::kExpired;
  }
  return grant.state;
}

absl::StatusOr<RoleGrant> OfferRole(const RoleOffer& offer, std::optional<auth::Role> by,
                                    absl::Time now) {
  const std::optional<auth::Role> role = auth::ParseRole(offer.role);
  FieldViolations wrong;
  if (!role.has_value() || !auth::IsGranted(*role)) {
    wrong.Add("role_grant.role", "ROLE_NOT_GRANTABLE",
              "must be practice_office, examiner, programme_manager, institution_admin or "
              "privacy_officer");
  }
  if (!IsEmail(offer.email)) {
    wrong.Add("role_grant.email", "EMAIL_MALFORMED", "must be one e-mail address");
  }
  if (role == auth::Role::kExaminer && offer.exam_board_reference.empty()) {
    wrong.Add("role_grant.exam_board_reference", "EXAM_BOARD_REFERENCE_MISSING",
              "is required for an examiner");
  }
  if (!offer.exam_board_reference.empty()) {
    CheckText(wrong, "role_grant.exam_board_reference", offer.exam_board_reference, 0,
              kMaxReference);
  }
  if (!offer.programmes.empty() && role.has_value() && !auth::WorksForProgrammes(*role)) {
    wrong.Add("role_grant.programmes", "PROGRAMMES_NOT_ALLOWED",
              "only practice_office and programme_manager are limited to programmes");
  }
  if (offer.programmes.size() > kMostProgrammes) {
    wrong.Add("role_grant.programmes", "TOO_MANY_PROGRAMMES",
              absl::StrCat("may be at most ", kMostProgrammes));
  }
  DRIEHOEK_RETURN_IF_ERROR(wrong.ToStatus());
  if (by == auth::Role::kProgrammeManager && role != auth::Role::kExaminer) {
    return Error(absl::StatusCode::kPermissionDenied, "ROLE_NOT_ALLOWED",
                 "a programme manager may only make examiners");
  }
  return RoleGrant{.role = *role,
                   .email = offer.email,
                   .exam_board_reference = offer.exam_board_reference,
                   .programmes = offer.programmes,
                   .state = RoleGrantState::kOffered,
                   .create_time = now,
                   .expire_time = now + kRoleCodeLifetime};
}

absl::StatusOr<RoleGrant> TakeUpRole(RoleGrant grant, const PersonId& person, absl::Time now) {
  if (StateAt(grant, now) != RoleGrantState::kOffered) {
    return Error(absl::StatusCode::kFailedPrecondition, "CODE_EXPIRED",
                 "the code was used, taken back or not entered in time");
  }
  grant.state = RoleGrantState::kActive;
  grant.person = person;
  return grant;
}

absl::StatusOr<RoleGrant> RevokeRole(RoleGrant grant, absl::Time now) {
  const RoleGrantState state = StateAt(grant, now);
  if (state != RoleGrantState::kOffered && state != RoleGrantState::kActive) {
    return Error(absl::StatusCode::kFailedPrecondition, "GRANT_NOT_LIVE",
                 "the grant expired or was taken back already");
  }
  grant.state = RoleGrantState::kRevoked;
  return grant;
}

std::string NewRoleCode() {
  std::string code;
  // 256 is a multiple of 32, so every letter has the same chance.
  for (const char byte : crypto::RandomBytes(kCodeLetters)) {
    if (code.size() == kCodeLetters / 2) code.push_back('-');
    code.push_back(kAlphabet[static_cast<unsigned char>(byte) % kAlphabet.size()]);
  }
  return code;
}

std::optional<std::string> TypedRoleCode(absl::string_view typed) {
  if (typed.size() > kMaxTyped) return std::nullopt;
  std::string code;
  for (const char c : typed) {
    if (c == ' ' || c == '-') continue;
    char upper = static_cast<char>(absl::ascii_toupper(static_cast<unsigned char>(c)));
    if (upper == 'O') upper = '0';
    if (upper == 'I' || upper == 'L') upper = '1';
    if (kAlphabet.find(upper) == absl::string_view::npos) return std::nullopt;
    code.push_back(upper);
  }
  if (code.size() != kCodeLetters) return std::nullopt;
  return absl::StrCat(code.substr(0, kCodeLetters / 2), "-", code.substr(kCodeLetters / 2));
}

}  // namespace driehoek::access
