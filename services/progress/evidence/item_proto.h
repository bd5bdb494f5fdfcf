// Evidence between values and the wire.
#pragma once

#include <optional>
#include <string>

#include "driehoek/v1/evidence.pb.h"
#include "progress/evidence/evidence_item.h"
#include "progress/evidence/facts.h"
#include "progress/evidence/upload.h"
#include "shared/base/errors.h"

namespace driehoek::progress::evidence {

v1::EvidenceItem ToProto(const TenantId& tenant, const EvidenceItem& item);
void SetOrganisation(const std::optional<OrganisationFact>& organisation, v1::EvidenceItem& proto);
v1::EvidenceFile ToProto(const FileFact& file);
v1::EvidenceUpload ToProto(const TenantId& tenant, const Upload& upload);

// What a caller sends: text, link, or the name of an upload, which the caller of this resolves.
struct SentContent {
  Content content;
  UploadId upload;  // empty: none
};
// As fields of "content": FIELD_MISSING for no kind, or one that only the server sets;
// NAME_MALFORMED.
SentContent FromProto(const v1::EvidenceItem::Content& proto, FieldViolations& violations);

}  // namespace driehoek::progress::evidence
