#include "shared/crypto/aead.h"

#include <openssl/err.h>
#include <openssl/evp.h>

#include <memory>

#include "shared/base/errors.h"
#include "shared/crypto/digest.h"

namespace driehoek::crypto {
namespace {

constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;
// EVP counts in int; nothing of ours comes near.
constexpr std::size_t kMaxBytes = std::size_t{1} << 30;

using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char* Bytes(absl::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

absl::Status KeyMalformed() {
  return Error(absl::StatusCode::kInvalidArgument, "AEAD_KEY_MALFORMED",
               "the key has not 32 bytes");
}
absl::Status NotAuthentic() {
  ERR_clear_error();
  return Error(absl::StatusCode::kDataLoss, "AEAD_NOT_AUTHENTIC",
               "the sealed bytes were not made with this key and context");
}
absl::Status CipherFailed() {
  ERR_clear_error();
  return Error(absl::StatusCode::kInternal, "AEAD_FAILED", "AES-256-GCM failed in OpenSSL");
}

}  // namespace

absl::StatusOr<std::string> AeadSeal(absl::string_view key, absl::string_view plaintext,
                                     absl::string_view context) {
  if (key.size() != kAeadKeyBytes) return KeyMalformed();
  if (plaintext.size() > kMaxBytes || context.size() > kMaxBytes) return CipherFailed();
  const CipherContext cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  const std::string nonce = RandomBytes(kNonceBytes);
  std::string body(plaintext.size(), '\0');
  std::string tag(kTagBytes, '\0');
  unsigned char unused = 0;
  int length = 0;
  if (cipher == nullptr ||
      EVP_EncryptInit_ex2(cipher.get(), EVP_aes_256_gcm(), Bytes(key), Bytes(nonce), nullptr) !=
          1 ||
      EVP_EncryptUpdate(cipher.get(), nullptr, &length, Bytes(context),
                        static_cast<int>(context.size())) != 1 ||
      EVP_EncryptUpdate(cipher.get(), Bytes(body), &length, Bytes(plaintext),
                        static_cast<int>(plaintext.size())) != 1 ||
      EVP_EncryptFinal_ex(cipher.get(), &unused, &length) != 1 ||
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, kTagBytes, tag.data()) != 1) {
    return CipherFailed();
  }
  return nonce + body + tag;
}

absl::StatusOr<std::string> AeadOpen(absl::string_view key, absl::string_view sealed,
                                     absl::string_view context) {
  if (key.size() != kAeadKeyBytes) return KeyMalformed();
  if (sealed.size() < kNonceBytes + kTagBytes || sealed.size() > kMaxBytes) return NotAuthentic();
  const absl::string_view nonce = sealed.substr(0, kNonceBytes);
  const absl::string_view body =
      sealed.substr(kNonceBytes, sealed.size() - kNonceBytes - kTagBytes);
  std::string tag(sealed.substr(sealed.size() - kTagBytes));
  const CipherContext cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  std::string plaintext(body.size(), '\0');
  unsigned char unused = 0;
  int length = 0;
  if (cipher == nullptr ||
      EVP_DecryptInit_ex2(cipher.get(), EVP_aes_256_gcm(), Bytes(key), Bytes(nonce), nullptr) !=
          1 ||
      EVP_DecryptUpdate(cipher.get(), nullptr, &length, Bytes(context),
                        static_cast<int>(context.size())) != 1 ||
      EVP_DecryptUpdate(cipher.get(), Bytes(plaintext), &length, Bytes(body),
                        static_cast<int>(body.size())) != 1 ||
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG, kTagBytes, tag.data()) != 1 ||
      EVP_DecryptFinal_ex(cipher.get(), &unused, &length) != 1) {
    return NotAuthentic();
  }
  return plaintext;
}

}  // namespace driehoek::crypto
