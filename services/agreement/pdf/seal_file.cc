#include "agreement/pdf/seal_file.h"

// qpdf asks for this: std::shared_ptr instead of its own PointerHolder.
#define POINTERHOLDER_TRANSITION 4

#include <exception>
#include <memory>
#include <optional>
#include <qpdf/Buffer.hh>
#include <qpdf/Pl_Function.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEFStreamObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>
#include <qpdf/QPDFLogger.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <stdexcept>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "shared/base/errors.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"

namespace driehoek::agreement {
namespace {

// Room for a certificate with a key of up to 4096 bits, and for the rest of the signature.
constexpr std::size_t kGapBytes = 4096;
constexpr std::size_t kMaxAttachmentBytes = 4 << 20;
constexpr absl::string_view kRangeKey = "/ByteRange";
constexpr absl::string_view kRangeHolder = "/ByteRange [ 0 9999999999 9999999999 9999999999 ]";
constexpr absl::string_view kContentsKey = "/Contents ";

absl::Status SealFailed(absl::string_view what) {
  return Error(absl::StatusCode::kInternal, "SEAL_FAILED", absl::StrCat("cannot seal: ", what));
}
absl::Status SealMissing(absl::string_view what) {
  return Error(absl::StatusCode::kDataLoss, "SEAL_MISSING", what);
}
absl::Status ContentMalformed(absl::string_view what) {
  return Error(absl::StatusCode::kDataLoss, "SEAL_CONTENT_MALFORMED", what);
}

std::unique_ptr<QPDF> Open(absl::string_view pdf) {
  auto file = std::make_unique<QPDF>();
  file->setSuppressWarnings(true);
  file->setAttemptRecovery(false);
  file->processMemoryFile("agreement.pdf", pdf.data(), pdf.size());
  return file;
}

QPDFObjectHandle Text(absl::string_view utf8) {
  return QPDFObjectHandle::newUnicodeString(std::string(utf8));
}
QPDFObjectHandle Name(const char* name) { return QPDFObjectHandle::newName(name); }

std::string PdfTime(absl::Time time) {
  return absl::FormatTime("D:%Y%m%d%H%M%SZ", time, absl::UTCTimeZone());
}

void Attach(QPDF& file, const PdfSealFields& fields) {
  QPDFEmbeddedFileDocumentHelper embedded(file);
  auto associated = QPDFObjectHandle::newArray();
  for (const PdfAttachment& attachment : fields.attachments) {
    auto stream = QPDFEFStreamObjectHelper::createEFStream(file, attachment.content);
    stream.setSubtype("text/plain").setCreationDate(PdfTime(fields.time));
    stream.setModDate(PdfTime(fields.time));
    auto spec = QPDFFileSpecObjectHelper::createFileSpec(file, attachment.name, stream);
    spec.setDescription(attachment.description);
    spec.getObjectHandle().replaceKey("/AFRelationship", Name("/Source"));
    embedded.replaceEmbeddedFile(attachment.name, spec);
    associated.appendItem(spec.getObjectHandle());
  }
  file.getRoot().replaceKey("/AF", associated);
}

QPDFObjectHandle SignatureDictionary(QPDF& file, const PdfSealFields& fields) {
  auto signature = QPDFObjectHandle::newDictionary();
  signature.replaceKey("/Type", Name("/Sig"));
  signature.replaceKey("/Filter", Name("/Adobe.PPKLite"));
  signature.replaceKey("/SubFilter", Name("/ETSI.CAdES.detached"));
  signature.replaceKey("/M", QPDFObjectHandle::newString(PdfTime(fields.time)));
  signature.replaceKey("/Name", Text(fields.signer));
  signature.replaceKey("/Reason", Text(fields.reason));
  signature.replaceKey("/ByteRange",
                       QPDFObjectHandle::parse("[0 9999999999 9999999999 9999999999]"));
  signature.replaceKey("/Contents", QPDFObjectHandle::newString(std::string(kGapBytes, '\0')));
  // A certification: readers say that no change at all is allowed (ISO 32000-2 section 12.8.2.2).
  signature.replaceKey(
      "/Reference",
      QPDFObjectHandle::parse("[<< /Type /SigRef /TransformMethod /DocMDP /TransformParams "
                              "<< /Type /TransformParams /P 1 /V /1.2 >> >>]"));
  return file.makeIndirectObject(signature);
}

void AddSignatureField(QPDF& file, const PdfSealFields& fields) {
  auto page = QPDFPageDocumentHelper(file).getAllPages().back().getObjectHandle();
  const auto signature = SignatureDictionary(file, fields);
  auto field = QPDFObjectHandle::newDictionary();
  field.replaceKey("/Type", Name("/Annot"));
  field.replaceKey("/Subtype", Name("/Widget"));
  field.replaceKey("/FT", Name("/Sig"));
  field.replaceKey("/T", Text("Driehoek"));
  field.replaceKey("/TU", Text(fields.reason));
  field.replaceKey("/F", QPDFObjectHandle::newInteger(132));  // print, locked
  field.replaceKey("/Rect", QPDFObjectHandle::parse("[0 0 0 0]"));
  field.replaceKey("/P", page);
  field.replaceKey("/V", signature);
  const auto reference = file.makeIndirectObject(field);
  auto annotations = page.getKey("/Annots");
  if (!annotations.isArray()) {
    annotations = QPDFObjectHandle::newArray();
    page.replaceKey("/Annots", annotations);
  }
  annotations.appendItem(reference);
  auto form = QPDFObjectHandle::newDictionary();
  form.replaceKey("/Fields", QPDFObjectHandle::newArray({reference}));
  form.replaceKey("/SigFlags", QPDFObjectHandle::newInteger(3));  // signed, append only
  file.getRoot().replaceKey("/AcroForm", file.makeIndirectObject(form));
  auto permissions = QPDFObjectHandle::newDictionary();
  permissions.replaceKey("/DocMDP", signature);
  file.getRoot().replaceKey("/Perms", permissions);
}

std::string Write(QPDF& file) {
  QPDFWriter writer(file);
  writer.setOutputMemory();
  writer.setObjectStreamMode(qpdf_o_disable);  // the signature dictionary must lie open
  writer.setMinimumPDFVersion("1.7");
  writer.setDeterministicID(false);
  writer.write();
  const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
  return std::string(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize());
}

std::size_t Count(absl::string_view text, absl::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != absl::string_view::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

// Takes " 123" off the front; nothing for anything else or a number with a leading zero.
std::optional<std::size_t> TakeNumber(absl::string_view& text) {
  if (!absl::ConsumePrefix(&text, " ")) return std::nullopt;
  std::size_t digits = 0;
  while (digits < text.size() && digits < 10 && text[digits] >= '0' && text[digits] <= '9')
    ++digits;
  std::size_t number = 0;
  if (digits == 0 || (digits > 1 && text[0] == '0') ||
      !absl::SimpleAtoi(text.substr(0, digits), &number)) {
    return std::nullopt;
  }
  text.remove_prefix(digits);
  return number;
}

// The embedded file, up to the limit.
std::string ContentOf(QPDFObjectHandle stream) {
  std::string content;
  Pl_Function sink("attachment", nullptr, [&content](unsigned char const* data, std::size_t size) {
    if (content.size() + size > kMaxAttachmentBytes)
      throw std::length_error("attachment too large");
    content.append(reinterpret_cast<const char*>(data), size);
  });
  stream.pipeStreamData(&sink, 0, qpdf_dl_generalized, true, false);
  return content;
}

bool HasByteRange(QPDFObjectHandle signature, absl::string_view pdf, SealGap gap) {
  const std::size_t expected[] = {0, gap.begin, gap.end, pdf.size() - gap.end};
  auto range = signature.getKey("/ByteRange");
  if (!range.isArray() || range.getArrayNItems() != 4) return false;
  for (int i = 0; i < 4; ++i) {
    auto item = range.getArrayItem(i);
    if (!item.isInteger() || item.getIntValue() != static_cast<long long>(expected[i]))
      return false;
  }
  return true;
}

bool HasOnlyThisSignature(QPDF& file, absl::string_view pdf, SealGap gap) {
  auto fields = file.getRoot().getKey("/AcroForm").getKey("/Fields");
  if (!fields.isArray() || fields.getArrayNItems() != 1) return false;
  auto signature = fields.getArrayItem(0).getKey("/V");
  return signature.isDictionaryOfType("/Sig") && HasByteRange(signature, pdf, gap);
}

}  // namespace

absl::StatusOr<std::string> AddSealFields(absl::string_view drawn_pdf,
                                          const PdfSealFields& fields) {
  try {
    const auto file = Open(drawn_pdf);
    auto root = file->getRoot();
    root.replaceKey("/Lang", QPDFObjectHandle::newString(fields.language));
    root.replaceKey("/ViewerPreferences", QPDFObjectHandle::parse("<< /DisplayDocTitle true >>"));
    // Cairo writes the structure, but does not say that the file is tagged.
    root.replaceKey("/MarkInfo", QPDFObjectHandle::parse("<< /Marked true >>"));
    Attach(*file, fields);
    AddSignatureField(*file, fields);
    return Write(*file);
  } catch (const std::exception& error) {
    return SealFailed(error.what());
  }
}

absl::StatusOr<SealGap> FixByteRange(std::string& pdf) {
  const auto holder = absl::string_view(pdf).find(kRangeHolder);
  if (holder == absl::string_view::npos || Count(pdf, kRangeKey) != 1)
    return SealFailed("no byte range");
  const auto contents = pdf.find(absl::StrCat(kContentsKey, "<"), holder);
  if (contents == std::string::npos) return SealFailed("no place for the signature");
  SealGap gap;
  gap.begin = contents + kContentsKey.size();
  gap.end = gap.begin + 2 * kGapBytes + 2;
  if (gap.end > pdf.size() || pdf[gap.end - 1] != '>') return SealFailed("the place is too small");
  std::string range =
      absl::StrCat("/ByteRange [ 0 ", gap.begin, " ", gap.end, " ", pdf.size() - gap.end);
  if (range.size() + 2 > kRangeHolder.size()) return SealFailed("the file is too large");
  range.append(kRangeHolder.size() - 1 - range.size(), ' ');
  range.push_back(']');
  pdf.replace(holder, range.size(), range);
  return gap;
}

absl::Status FillGap(SealGap gap, absl::string_view signature_der, std::string& pdf) {
  const std::string hex = crypto::HexEncode(signature_der);
  if (hex.size() > gap.end - gap.begin - 2) return SealFailed("the signature is too large");
  pdf.replace(gap.begin + 1, hex.size(), hex);
  return absl::OkStatus();
}

absl::StatusOr<SealGap> FindGap(absl::string_view pdf) {
  if (!absl::StartsWith(pdf, "%PDF-")) return SealMissing("this is not a PDF");
  if (Count(pdf, kRangeKey) != 1) return SealMissing("there is not exactly one seal in this file");
  absl::string_view rest = pdf.substr(pdf.find(kRangeKey) + kRangeKey.size());
  if (!absl::ConsumePrefix(&rest, " [")) return SealMissing("the seal is damaged");
  const auto zero = TakeNumber(rest);
  const auto begin = TakeNumber(rest);
  const auto end = TakeNumber(rest);
  const auto length = TakeNumber(rest);
  if (!zero || !begin || !end || !length) return SealMissing("the seal is damaged");
  const SealGap gap{*begin, *end};
  if (*zero != 0 || gap.end > pdf.size() || gap.end != gap.begin + 2 * kGapBytes + 2 ||
      *length != pdf.size() - gap.end) {
    return SealMissing("the seal does not cover the whole file: bytes were added or taken away");
  }
  return gap;
}

absl::StatusOr<std::string> ReadGap(absl::string_view pdf, SealGap gap) {
  const absl::string_view hex = pdf.substr(gap.begin + 1, gap.end - gap.begin - 2);
  const auto bytes = crypto::HexDecode(hex);
  if (pdf[gap.begin] == '<' && pdf[gap.end - 1] == '>' && bytes.has_value() &&
      crypto::HexEncode(*bytes) == hex && (*bytes)[0] == '\x30' && (*bytes)[1] == '\x82') {
    const std::size_t size =
        4 + (static_cast<std::size_t>(static_cast<unsigned char>((*bytes)[2])) << 8) +
        static_cast<unsigned char>((*bytes)[3]);
    if (size <= bytes->size() && bytes->find_first_not_of('\0', size) == std::string::npos) {
      return bytes->substr(0, size);
    }
  }
  return Error(absl::StatusCode::kDataLoss, "SEAL_SIGNATURE_INVALID",
               "the signature of the seal is damaged");
}

std::string DigestAround(absl::string_view pdf, SealGap gap) {
  return crypto::Sha256(absl::StrCat(pdf.substr(0, gap.begin), pdf.substr(gap.end)));
}

absl::StatusOr<std::map<std::string, std::string>> ReadAttachments(absl::string_view pdf,
                                                                   SealGap gap) {
  try {
    const auto file = Open(pdf);
    if (!HasOnlyThisSignature(*file, pdf, gap)) {
      return ContentMalformed("the seal is not the one signature field of this file");
    }
    std::map<std::string, std::string> attachments;
    QPDFEmbeddedFileDocumentHelper embedded(*file);
    for (const auto& [name, spec] : embedded.getEmbeddedFiles()) {
      attachments[name] = ContentOf(spec->getEmbeddedFileStream());
    }
    if (file->anyWarnings()) return ContentMalformed("the file is not a well-formed PDF");
    return attachments;
  } catch (const std::exception&) {
    return ContentMalformed("the file cannot be read as a PDF");
  }
}

}  // namespace driehoek::agreement
