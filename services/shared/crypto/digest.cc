#include "shared/crypto/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <cstdlib>
#include <memory>

#include "absl/strings/str_cat.h"

namespace driehoek::crypto {
namespace {

const unsigned char* Bytes(absl::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

}  // namespace

std::string Sha256(absl::string_view bytes) {
  const auto digest = Sha256Of({bytes});
  return std::string(digest.begin(), digest.end());
}

std::array<unsigned char, kSha256Bytes> Sha256Of(std::initializer_list<absl::string_view> parts) {
  // Fetched once, and a context for each thread: looking the digest up by its name and making a
  // context take OpenSSL 3 several times as long as the digest of a short text.
  static const EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  thread_local const Context context(EVP_MD_CTX_new());
  std::array<unsigned char, kSha256Bytes> digest;
  bool is_ok = EVP_DigestInit_ex2(context.get(), sha256, nullptr) == 1;
  for (const absl::string_view part : parts) {
    is_ok = is_ok && EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1;
  }
  if (!is_ok || EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) != 1) std::abort();
  return digest;
}

std::string HmacSha256(absl::string_view key, absl::string_view bytes) {
  std::string digest(kSha256Bytes, '\0');
  unsigned int length = 0;
  // OpenSSL takes a null key for "the key of before", so an empty view must not be null.
  const unsigned char empty = 0;
  const unsigned char* key_bytes = key.empty() ? &empty : Bytes(key);
  if (HMAC(EVP_sha256(), key_bytes, static_cast<int>(key.size()), Bytes(bytes), bytes.size(),
           Bytes(digest), &length) == nullptr ||
      length != kSha256Bytes) {
    std::abort();
  }
  return digest;
}

std::string HkdfSha256(absl::string_view secret, absl::string_view salt, absl::string_view info,
                       std::size_t length) {
  if (length > 255 * kSha256Bytes) std::abort();
  // RFC 5869 section 2.2: no salt means a string of zeros, which is what HMAC makes of an empty
  // key.
  const std::string extracted = HmacSha256(salt, secret);
  std::string output;
  std::string block;
  for (unsigned int i = 1; output.size() < length; ++i) {
    block = HmacSha256(extracted, absl::StrCat(block, info, std::string(1, static_cast<char>(i))));
    output += block;
  }
  output.resize(length);
  return output;
}

bool ConstantTimeEqual(absl::string_view a, absl::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string RandomBytes(std::size_t count) {
  std::string bytes(count, '\0');
  if (RAND_bytes(Bytes(bytes), static_cast<int>(count)) != 1) std::abort();
  return bytes;
}

}  // namespace driehoek::crypto
