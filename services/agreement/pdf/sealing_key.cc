#include "agreement/pdf/sealing_key.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <sys/stat.h>
#include <unistd.h>

#include "absl/strings/str_cat.h"
#include "agreement/pdf/openssl_types.h"
#include "shared/base/errors.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"
#include "shared/crypto/secret_file.h"

namespace driehoek::agreement {
namespace {

constexpr int kKeyBits = 3072;
constexpr absl::Duration kLifetime = absl::Hours(24 * 365 * 20);
// X.520 bounds a common name and an organisation name to 64 characters.
constexpr std::size_t kMaxNameBytes = 64;

absl::Status Malformed(absl::string_view path) {
  ERR_clear_error();
  return Error(absl::StatusCode::kFailedPrecondition, "SEALING_KEY_MALFORMED",
               absl::StrCat(path, " does not hold an RSA key and its certificate"));
}
absl::Status CertificateFailed() {
  ERR_clear_error();
  return Error(absl::StatusCode::kInternal, "CERTIFICATE_FAILED", "cannot make a certificate");
}

std::string ToDer(const X509* certificate) {
  unsigned char* buffer = nullptr;
  const int length = i2d_X509(certificate, &buffer);
  if (length <= 0) return "";
  std::string der(reinterpret_cast<char*>(buffer), static_cast<std::size_t>(length));
  OPENSSL_free(buffer);
  return der;
}

std::string ToPem(X509* certificate) {
  const BioPtr bio(BIO_new(BIO_s_mem()));
  if (bio == nullptr || PEM_write_bio_X509(bio.get(), certificate) != 1) return "";
  char* data = nullptr;
  const long length = BIO_get_mem_data(bio.get(), &data);
  return std::string(data, static_cast<std::size_t>(length));
}

X509Ptr FirstCertificate(absl::string_view pem) {
  const BioPtr bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  return X509Ptr(bio == nullptr ? nullptr
                                : PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
}

bool AddName(X509_NAME* name, const char* field, absl::string_view value) {
  // Not cut inside a character: OpenSSL refuses UTF-8 that is not well-formed.
  std::size_t length = std::min(value.size(), kMaxNameBytes);
  while (length < value.size() && length > 0 && (value[length] & '\xc0') == '\x80') --length;
  return X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8,
                                    reinterpret_cast<const unsigned char*>(value.data()),
                                    static_cast<int>(length), -1, 0) == 1;
}

bool AddExtension(X509* certificate, int nid, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  const ExtensionPtr extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
  return extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool SetSerial(X509* certificate) {
  std::string bytes = crypto::RandomBytes(16);
  bytes[0] = static_cast<char>((bytes[0] & 0x3f) | 0x40);  // positive, and always 16 bytes
  const BignumPtr number(BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes.data()),
                                   static_cast<int>(bytes.size()), nullptr));
  return number != nullptr &&
         BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

// RFC 5280; key usage as ETSI EN 319 412-2 section 4.3.2 asks of a certificate that signs content.
X509Ptr MakeCertificate(const crypto::RsaKeyPair& key, absl::string_view installation,
                        absl::Time now) {
  X509Ptr certificate(X509_new());
  if (certificate == nullptr) return nullptr;
  X509* const x = certificate.get();
  X509_NAME* const name = X509_get_subject_name(x);
  const bool made =
      X509_set_version(x, X509_VERSION_3) == 1 && SetSerial(x) &&
      ASN1_TIME_set(X509_getm_notBefore(x), absl::ToTimeT(now - absl::Hours(24))) != nullptr &&
      ASN1_TIME_set(X509_getm_notAfter(x), absl::ToTimeT(now + kLifetime)) != nullptr &&
      AddName(name, "O", installation.empty() ? "Driehoek" : installation) &&
      AddName(name, "CN", "Driehoek zegel") && X509_set_issuer_name(x, name) == 1 &&
      X509_set_pubkey(x, key.get()) == 1 &&
      AddExtension(x, NID_basic_constraints, "critical,CA:FALSE") &&
      AddExtension(x, NID_key_usage, "critical,digitalSignature,nonRepudiation") &&
      AddExtension(x, NID_subject_key_identifier, "hash") &&
      X509_sign(x, key.get(), EVP_sha256()) > 0;
  return made ? std::move(certificate) : nullptr;
}

absl::StatusOr<SealingKey> Load(const std::string& path) {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string pem, crypto::ReadSecretFile(path));
  const auto key = crypto::RsaKeyPair::FromPem(pem);
  const X509Ptr certificate = FirstCertificate(pem);
  if (!key.ok() || certificate == nullptr ||
      X509_check_private_key(certificate.get(), key->get()) != 1) {
    return Malformed(path);
  }
  std::string der = ToDer(certificate.get());
  std::string fingerprint = CertificateFingerprint(der);
  return SealingKey{*key, std::move(der), std::move(fingerprint)};
}

absl::Status Make(const std::string& path, absl::string_view installation, absl::Time now) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto key, crypto::RsaKeyPair::Generate(kKeyBits));
  const X509Ptr certificate = MakeCertificate(key, installation, now);
  if (certificate == nullptr) return CertificateFailed();
  absl::Status made =
      crypto::CreateSecretFile(path, absl::StrCat(key.ToPem(), ToPem(certificate.get())));
  // Another server was first: its key is the one.
  return ReasonOf(made) == "KEY_FILE_EXISTS" ? absl::OkStatus() : made;
}

absl::Status Publish(const std::string& path, absl::string_view certificate_der) {
  if (::access(path.c_str(), F_OK) == 0) return absl::OkStatus();
  const X509Ptr certificate = ParseCertificate(certificate_der);
  absl::Status made = crypto::CreateSecretFile(path, ToPem(certificate.get()));
  if (!made.ok() && ReasonOf(made) != "KEY_FILE_EXISTS") return made;
  ::chmod(path.c_str(), 0644);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<SealingKey> EnsureSealingKey(const std::string& folder,
                                            absl::string_view installation, absl::Time now) {
  const std::string path = absl::StrCat(folder, "/sealing.pem");
  if (::access(path.c_str(), F_OK) != 0) {
    DRIEHOEK_RETURN_IF_ERROR(Make(path, installation, now));
  }
  DRIEHOEK_ASSIGN_OR_RETURN(SealingKey key, Load(path));
  DRIEHOEK_RETURN_IF_ERROR(
      Publish(absl::StrCat(folder, "/sealing-certificate.pem"), key.certificate_der));
  return key;
}

std::string CertificateFingerprint(absl::string_view certificate_der) {
  return crypto::HexEncode(crypto::Sha256(certificate_der));
}

}  // namespace driehoek::agreement
