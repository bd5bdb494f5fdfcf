#include "shared/crypto/rsa_key.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include "shared/base/errors.h"
#include "shared/crypto/secret_file.h"

namespace driehoek::crypto {
namespace {

constexpr int kMinBits = 2048;
constexpr int kMaxBits = 16384;

template <auto Free>
struct FreeWith {
  template <typename T>
  void operator()(T* pointer) const {
    Free(pointer);
  }
};
using BigNumber = std::unique_ptr<BIGNUM, FreeWith<BN_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, FreeWith<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, FreeWith<EVP_MD_CTX_free>>;
using Bio = std::unique_ptr<BIO, FreeWith<BIO_free_all>>;
using ParamBuilder = std::unique_ptr<OSSL_PARAM_BLD, FreeWith<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, FreeWith<OSSL_PARAM_free>>;

const unsigned char* Bytes(absl::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::shared_ptr<EVP_PKEY> Own(EVP_PKEY* key) { return {key, &EVP_PKEY_free}; }

absl::Status Malformed() {
  ERR_clear_error();
  return Error(absl::StatusCode::kInvalidArgument, "RSA_KEY_MALFORMED", "not an RSA key");
}
absl::Status Weak() {
  return Error(absl::StatusCode::kInvalidArgument, "RSA_KEY_WEAK",
               "an RSA key has 2048 to 16384 bits and an odd exponent above 2");
}

std::string NumberOf(const EVP_PKEY* key, const char* parameter) {
  BIGNUM* raw = nullptr;
  if (EVP_PKEY_get_bn_param(key, parameter, &raw) != 1) return "";
  const BigNumber number(raw);
  std::string bytes(static_cast<std::size_t>(BN_num_bytes(number.get())), '\0');
  BN_bn2bin(number.get(), Bytes(bytes));
  return bytes;
}

// A fetched digest saves the look-up by name that OpenSSL 3 does on every use of EVP_sha256(). It
// lives as long as the process.
const EVP_MD* FetchedSha256() {
  static const EVP_MD* const digest = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return digest;
}

}  // namespace

absl::StatusOr<RsaPublicKey> RsaPublicKey::FromNumbers(absl::string_view modulus,
                                                       absl::string_view exponent) {
  if (modulus.size() > kMaxBits / 8 + 1 || exponent.size() > 8) return Weak();
  const BigNumber n(BN_bin2bn(Bytes(modulus), static_cast<int>(modulus.size()), nullptr));
  const BigNumber e(BN_bin2bn(Bytes(exponent), static_cast<int>(exponent.size()), nullptr));
  if (n == nullptr || e == nullptr) return Malformed();
  if (BN_num_bits(n.get()) < kMinBits || BN_num_bits(n.get()) > kMaxBits || !BN_is_odd(n.get()) ||
      !BN_is_odd(e.get()) || BN_is_one(e.get())) {
    return Weak();
  }
  const ParamBuilder builder(OSSL_PARAM_BLD_new());
  if (builder == nullptr ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1) {
    return Malformed();
  }
  const Params params(OSSL_PARAM_BLD_to_param(builder.get()));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
  EVP_PKEY* key = nullptr;
  if (params == nullptr || context == nullptr || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1) {
    return Malformed();
  }
  return RsaPublicKey(Own(key));
}

std::string RsaPublicKey::Modulus() const { return NumberOf(key_.get(), OSSL_PKEY_PARAM_RSA_N); }
std::string RsaPublicKey::Exponent() const { return NumberOf(key_.get(), OSSL_PKEY_PARAM_RSA_E); }
int RsaPublicKey::Bits() const { return EVP_PKEY_get_bits(key_.get()); }

bool RsaPublicKey::VerifySha256(absl::string_view message, absl::string_view signature) const {
  const DigestContext context(EVP_MD_CTX_new());
  const bool valid =
      context != nullptr &&
      EVP_DigestVerifyInit(context.get(), nullptr, FetchedSha256(), nullptr, key_.get()) == 1 &&
      EVP_DigestVerify(context.get(), Bytes(signature), signature.size(), Bytes(message),
                       message.size()) == 1;
  if (!valid) ERR_clear_error();
  return valid;
}

absl::StatusOr<RsaKeyPair> RsaKeyPair::Generate(int bits) {
  if (bits < kMinBits || bits > 8192) return Weak();
  EVP_PKEY* key = EVP_RSA_gen(static_cast<unsigned int>(bits));
  if (key == nullptr) {
    ERR_clear_error();
    return Error(absl::StatusCode::kInternal, "RSA_GENERATION_FAILED", "cannot generate a key");
  }
  return RsaKeyPair(Own(key));
}

absl::StatusOr<RsaKeyPair> RsaKeyPair::FromPem(absl::string_view pem) {
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  if (bio == nullptr) return Malformed();
  // A password callback that knows none, else OpenSSL would ask on the terminal.
  const auto no_password = [](char*, int, int, void*) { return -1; };
  EVP_PKEY* raw = PEM_read_bio_PrivateKey(bio.get(), nullptr, no_password, nullptr);
  if (raw == nullptr) return Malformed();
  RsaKeyPair key(Own(raw));
  if (EVP_PKEY_is_a(raw, "RSA") != 1) return Malformed();
  if (EVP_PKEY_get_bits(raw) < kMinBits || EVP_PKEY_get_bits(raw) > kMaxBits) return Weak();
  return key;
}

absl::StatusOr<RsaKeyPair> RsaKeyPair::LoadFile(const std::string& path) {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string pem, ReadSecretFile(path));
  return FromPem(pem);
}

std::string RsaKeyPair::ToPem() const {
  const Bio bio(BIO_new(BIO_s_mem()));
  if (bio == nullptr || PEM_write_bio_PKCS8PrivateKey(bio.get(), key_.get(), nullptr, nullptr, 0,
                                                      nullptr, nullptr) != 1) {
    return "";
  }
  char* data = nullptr;
  const long length = BIO_get_mem_data(bio.get(), &data);
  return std::string(data, static_cast<std::size_t>(length));
}

absl::Status RsaKeyPair::SaveFile(const std::string& path) const {
  return CreateSecretFile(path, ToPem());
}

RsaPublicKey RsaKeyPair::PublicKey() const { return RsaPublicKey(key_); }

absl::StatusOr<std::string> RsaKeyPair::SignSha256(absl::string_view message) const {
  const DigestContext context(EVP_MD_CTX_new());
  std::string signature(static_cast<std::size_t>(EVP_PKEY_get_size(key_.get())), '\0');
  std::size_t length = signature.size();
  if (context == nullptr ||
      EVP_DigestSignInit(context.get(), nullptr, FetchedSha256(), nullptr, key_.get()) != 1 ||
      EVP_DigestSign(context.get(), Bytes(signature), &length, Bytes(message), message.size()) !=
          1) {
    ERR_clear_error();
    return Error(absl::StatusCode::kInternal, "RSA_SIGNING_FAILED", "cannot sign");
  }
  signature.resize(length);
  return signature;
}

}  // namespace driehoek::crypto
