// From the values of an agreement to the document that is signed: the content of document.h, the
// sentence to consent to, the hash. Pure.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "agreement/agreement.h"
#include "agreement/document.h"

namespace driehoek::agreement {

DocumentLanguage ToDocument(Language language);
DocumentRole ToDocument(PartyRole role);
DocumentTask ToDocument(Task task);

DocumentContent ContentOf(const Agreement& agreement, const Version& version);

// The exact text that is signed and its hash.
struct SigningText {
  std::string text;
  std::string hash;
};
// INVALID_ARGUMENT / DOCUMENT_TEXT_UNPRINTABLE as ComposeDocument.
absl::StatusOr<SigningText> TextOf(const Agreement& agreement, const Version& version);

// What the signer for `role` says yes to, in the language of the document: the version, and for an
// amendment only what changes (R17); for the workplace also that the signer may agree to it there.
std::string ConsentSentence(const Agreement& agreement, const Version& version, PartyRole role);

}  // namespace driehoek::agreement
