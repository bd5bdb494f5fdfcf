#include "launch/login_state.h"

#include <cstdint>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"
#include "shared/crypto/aead.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"

namespace driehoek::lti {
namespace {

constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kHashBytes = crypto::kSha256Bytes;
constexpr std::size_t kUuidBytes = 36;
constexpr std::size_t kSecondsBytes = 12;  // decimal, zero-padded
constexpr std::size_t kFrameLengthBytes = 1;
constexpr std::size_t kFixedBytes =
    kIdBytes + kHashBytes + kUuidBytes + kSecondsBytes + kFrameLengthBytes;
constexpr std::size_t kMaxSealedBytes = 1536;
constexpr absl::string_view kContext = "login state";

absl::Status Unknown() {
  return Error(absl::StatusCode::kFailedPrecondition, "STATE_UNKNOWN",
               "no login of ours has this state");
}

}  // namespace

std::string LoginStateCodec::NewId() { return crypto::RandomBytes(kIdBytes); }

absl::StatusOr<std::string> LoginStateCodec::Seal(const LoginState& state) const {
  const std::string seconds =
      absl::StrCat(absl::Dec(absl::ToUnixSeconds(state.issued), absl::kZeroPad12));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::string sealed,
      crypto::AeadSeal(secrets_.state_key(),
                       absl::StrCat(state.id, state.binding_hash, state.registration_id, seconds,
                                    std::string(1, static_cast<char>(state.storage_frame.size())),
                                    state.storage_frame, state.again),
                       kContext));
  return crypto::Base64UrlEncode(sealed);
}

absl::StatusOr<LoginState> LoginStateCodec::Open(absl::string_view sealed, absl::Time now) const {
  if (sealed.size() > kMaxSealedBytes) return Unknown();
  const auto bytes = crypto::Base64UrlDecode(sealed);
  if (!bytes) return Unknown();
  const auto plain = crypto::AeadOpen(secrets_.state_key(), *bytes, kContext);
  if (!plain.ok() || plain->size() < kFixedBytes) return Unknown();
  LoginState state;
  std::size_t at = 0;
  const auto take = [&](std::size_t count) {
    at += count;
    return plain->substr(at - count, count);
  };
  state.id = take(kIdBytes);
  state.binding_hash = take(kHashBytes);
  state.registration_id = take(kUuidBytes);
  std::int64_t seconds = 0;
  if (!absl::SimpleAtoi(take(kSecondsBytes), &seconds)) return Unknown();
  state.issued = absl::FromUnixSeconds(seconds);
  const auto frame_bytes = static_cast<unsigned char>(take(kFrameLengthBytes)[0]);
  if (plain->size() - at < frame_bytes) return Unknown();
  state.storage_frame = take(frame_bytes);
  state.again = plain->substr(at);
  if (now >= state.Expires() || state.issued < since_) {
    return Error(absl::StatusCode::kFailedPrecondition, "STATE_EXPIRED", "the login is too old");
  }
  return state;
}

std::string LoginStateCodec::Nonce(const LoginState& state) const {
  return crypto::Base64UrlEncode(crypto::HmacSha256(secrets_.nonce_key(), state.id));
}

std::string LoginStateCodec::StorageProof(const LoginState& state) const {
  return crypto::Base64UrlEncode(crypto::HmacSha256(secrets_.proof_key(), state.id));
}

std::string LoginStateCodec::StorageKey(const LoginState& state) {
  return absl::StrCat("lti_state_", crypto::HexEncode(crypto::Sha256(state.id).substr(0, 8)));
}

}  // namespace driehoek::lti
