#include "agreement/pdf/seal_signature.h"

#include <openssl/err.h>

#include <algorithm>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "agreement/pdf/openssl_types.h"
#include "shared/base/errors.h"
#include "shared/crypto/digest.h"

namespace driehoek::agreement {
namespace {

// Object identifiers in DER, with tag and length.
constexpr absl::string_view kSignedData("\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02", 11);
constexpr absl::string_view kData("\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01", 11);
constexpr absl::string_view kContentType("\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x03", 11);
constexpr absl::string_view kMessageDigest("\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x04", 11);
constexpr absl::string_view kSigningCertificateV2(
    "\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x02\x2f", 13);
constexpr absl::string_view kRsaEncryption("\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01", 11);
constexpr absl::string_view kSha256("\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01", 11);
constexpr absl::string_view kNull("\x05\x00", 2);
constexpr absl::string_view kVersionOne("\x02\x01\x01", 3);

constexpr char kOctets = '\x04';
constexpr char kSequence = '\x30';
constexpr char kSet = '\x31';
constexpr char kContext0 = '\xa0';
constexpr char kContext4 = '\xa4';

// One element of DER (X.690): tag, length in the shortest form, content.
std::string Der(char tag, absl::string_view content) {
  std::string length;
  if (content.size() < 0x80) {
    length.push_back(static_cast<char>(content.size()));
  } else {
    for (std::size_t rest = content.size(); rest > 0; rest >>= 8) {
      length.insert(length.begin(), static_cast<char>(rest & 0xff));
    }
    length.insert(length.begin(), static_cast<char>(0x80 | length.size()));
  }
  return absl::StrCat(std::string(1, tag), length, content);
}

template <typename... Parts>
std::string Sequence(const Parts&... parts) {
  return Der(kSequence, absl::StrCat(parts...));
}

template <typename T, int (*Encode)(const T*, unsigned char**)>
std::string Encoded(const T* value) {
  unsigned char* buffer = nullptr;
  const int length = Encode(value, &buffer);
  if (length <= 0) return "";
  std::string der(reinterpret_cast<char*>(buffer), static_cast<std::size_t>(length));
  OPENSSL_free(buffer);
  return der;
}

struct CertificateParts {
  std::string issuer;
  std::string serial;
};

CertificateParts PartsOf(const X509* certificate) {
  return {.issuer = Encoded<X509_NAME, i2d_X509_NAME>(X509_get_issuer_name(certificate)),
          .serial = Encoded<ASN1_INTEGER, i2d_ASN1_INTEGER>(X509_get0_serialNumber(certificate))};
}

std::string Attribute(absl::string_view type, absl::string_view value) {
  return Sequence(type, Der(kSet, value));
}

// The signed attributes, in the order that DER asks of a SET OF (X.690 section 11.6), without the
// tag.
std::string SignedAttributes(const CertificateParts& parts, absl::string_view certificate_der,
                             absl::string_view sha256) {
  // RFC 5035: the hash algorithm is left out, because SHA-256 is the default and DER omits
  // defaults.
  const std::string issuer_serial = Sequence(Sequence(Der(kContext4, parts.issuer)), parts.serial);
  const std::string certificate_id =
      Sequence(Der(kOctets, crypto::Sha256(certificate_der)), issuer_serial);
  std::vector<std::string> attributes = {
      Attribute(kContentType, kData), Attribute(kMessageDigest, Der(kOctets, sha256)),
      Attribute(kSigningCertificateV2, Sequence(Sequence(certificate_id)))};
  std::sort(attributes.begin(), attributes.end());
  return absl::StrJoin(attributes, "");
}

std::string Envelope(const CertificateParts& parts, absl::string_view certificate_der,
                     absl::string_view attributes, absl::string_view signature) {
  // RFC 5754 section 2: SHA-256 without parameters. RFC 3370 section 3.2: RSA with NULL.
  const std::string digest_algorithm = Sequence(kSha256);
  const std::string signer = Sequence(kVersionOne, Sequence(parts.issuer, parts.serial),
                                      digest_algorithm, Der(kContext0, attributes),
                                      Sequence(kRsaEncryption, kNull), Der(kOctets, signature));
  const std::string signed_data =
      Sequence(kVersionOne, Der(kSet, digest_algorithm), Sequence(kData),
               Der(kContext0, certificate_der), Der(kSet, signer));
  return Sequence(kSignedData, Der(kContext0, signed_data));
}

absl::Status Invalid() {
  ERR_clear_error();
  return Error(absl::StatusCode::kDataLoss, "SEAL_SIGNATURE_INVALID",
               "the signature of the seal does not belong to this file");
}

struct RawSigner {
  X509Ptr certificate;
  std::string signature;
};

// The two parts that cannot be built anew, as OpenSSL reads them.
RawSigner ReadSigner(absl::string_view der) {
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  const CmsPtr cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(der.size())));
  if (cms == nullptr) return {};
  STACK_OF(X509)* const certificates = CMS_get1_certs(cms.get());
  STACK_OF(CMS_SignerInfo)* const signers = CMS_get0_SignerInfos(cms.get());
  RawSigner raw;
  if (sk_X509_num(certificates) == 1 && sk_CMS_SignerInfo_num(signers) == 1) {
    raw.certificate.reset(X509_dup(sk_X509_value(certificates, 0)));
    const ASN1_OCTET_STRING* const signature =
        CMS_SignerInfo_get0_signature(sk_CMS_SignerInfo_value(signers, 0));
    raw.signature.assign(reinterpret_cast<const char*>(ASN1_STRING_get0_data(signature)),
                         static_cast<std::size_t>(ASN1_STRING_length(signature)));
  }
  sk_X509_pop_free(certificates, X509_free);
  return raw;
}

bool IsSignedBy(X509* certificate, absl::string_view message, absl::string_view signature) {
  EVP_PKEY* const key = X509_get0_pubkey(certificate);
  if (key == nullptr || EVP_PKEY_is_a(key, "RSA") != 1 || EVP_PKEY_get_bits(key) < 2048)
    return false;
  EVP_MD_CTX* const context = EVP_MD_CTX_new();
  const bool good =
      context != nullptr &&
      EVP_DigestVerifyInit(context, nullptr, EVP_sha256(), nullptr, key) == 1 &&
      EVP_DigestVerify(context, reinterpret_cast<const unsigned char*>(signature.data()),
                       signature.size(), reinterpret_cast<const unsigned char*>(message.data()),
                       message.size()) == 1;
  EVP_MD_CTX_free(context);
  return good;
}

std::string SubjectOf(const X509* certificate) {
  const BioPtr bio(BIO_new(BIO_s_mem()));
  if (bio == nullptr) return "";
  // Control characters are escaped: a foreign certificate must not write on somebody's terminal.
  X509_NAME_print_ex(bio.get(), X509_get_subject_name(certificate), 0,
                     (XN_FLAG_ONELINE & ~XN_FLAG_SPC_EQ) & ~ASN1_STRFLGS_ESC_MSB);
  char* data = nullptr;
  const long length = BIO_get_mem_data(bio.get(), &data);
  return std::string(data, static_cast<std::size_t>(length));
}

}  // namespace

absl::StatusOr<std::string> MakeSealSignature(const SealingKey& key, absl::string_view sha256) {
  const X509Ptr certificate = ParseCertificate(key.certificate_der);
  if (certificate == nullptr) {
    ERR_clear_error();
    return Error(absl::StatusCode::kInternal, "SEAL_FAILED",
                 "the sealing certificate is unreadable");
  }
  const CertificateParts parts = PartsOf(certificate.get());
  const std::string attributes = SignedAttributes(parts, key.certificate_der, sha256);
  // RFC 5652 section 5.4: signed with the tag of a SET, stored with that of the context.
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string signature, key.key.SignSha256(Der(kSet, attributes)));
  return Envelope(parts, key.certificate_der, attributes, signature);
}

absl::StatusOr<SealSigner> CheckSealSignature(absl::string_view der, absl::string_view sha256) {
  // A good one holds the digest as it is. Looking first keeps damaged files away from the parser.
  if (!absl::StrContains(der, sha256)) return Invalid();
  const RawSigner raw = ReadSigner(der);
  if (raw.certificate == nullptr) return Invalid();
  SealSigner signer{.certificate_der = Encoded<X509, i2d_X509>(raw.certificate.get()),
                    .subject = SubjectOf(raw.certificate.get())};
  const CertificateParts parts = PartsOf(raw.certificate.get());
  const std::string attributes = SignedAttributes(parts, signer.certificate_der, sha256);
  if (Envelope(parts, signer.certificate_der, attributes, raw.signature) != der ||
      !IsSignedBy(raw.certificate.get(), Der(kSet, attributes), raw.signature)) {
    return Invalid();
  }
  return signer;
}

}  // namespace driehoek::agreement
