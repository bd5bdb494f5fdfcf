#include "progress/evidence/item_proto.h"

#include "progress/evidence/item_names.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::progress::evidence {
namespace {

using rpc::EnumNumber;
using Proto = v1::EvidenceItem;

Proto::Content ToProto(const Content& content) {
  Proto::Content proto;
  switch (content.kind) {
    case ContentKind::kText:
      proto.set_text(content.text);
      break;
    case ContentKind::kLink:
      proto.set_link(content.text);
      break;
    case ContentKind::kFile:
      *proto.mutable_file() = ToProto(content.file.value_or(FileFact()));
      break;
  }
  proto.set_note(content.note);
  return proto;
}

Proto::Version ToProto(const TenantId& tenant, const Version& version, int number) {
  Proto::Version proto;
  proto.set_version(number);
  *proto.mutable_content() = ToProto(version.content);
  proto.set_creator(PersonName(tenant, version.creator));
  *proto.mutable_create_time() = rpc::ToProto(version.time);
  if (version.question.has_value()) {
    auto& asked = *proto.mutable_request();
    asked.set_requester(PersonName(tenant, version.question->requester));
    *asked.mutable_request_time() = rpc::ToProto(version.question->time);
    *asked.mutable_due_date() = rpc::ToProto(version.question->due_date);
  }
  if (version.confirmation.has_value()) {
    auto& said = *proto.mutable_confirmation();
    said.set_kind(static_cast<Proto::Confirmation::Kind>(EnumNumber(version.confirmation->kind)));
    said.set_reason(version.confirmation->reason);
    said.set_supervisor(PersonName(tenant, version.confirmation->supervisor));
    *said.mutable_confirm_time() = rpc::ToProto(version.confirmation->time);
  }
  proto.set_unverified(version.is_unverified);
  return proto;
}

}  // namespace

Proto ToProto(const TenantId& tenant, const EvidenceItem& item) {
  Proto proto;
  proto.set_name(ItemName(tenant, item.id));
  proto.set_placement(PlacementName(tenant, item.placement));
  proto.set_student(PersonName(tenant, item.student));
  proto.set_title(item.title);
  for (const std::string& code : item.outcome_codes) proto.add_outcome_codes(code);
  if (!item.task.empty()) {
    proto.set_learning_task(MakeName(tenant, "learningTasks", item.task.value()));
  }
  proto.set_state(static_cast<Proto::State>(EnumNumber(item.state)));
  proto.set_version(static_cast<int>(item.versions.size()));
  for (std::size_t i = 0; i < item.versions.size(); ++i) {
    *proto.add_versions() = ToProto(tenant, item.versions[i], static_cast<int>(i) + 1);
  }
  proto.set_confirmation_lapsed(IsConfirmationLapsed(item));
  *proto.mutable_create_time() = rpc::ToProto(item.create_time);
  *proto.mutable_update_time() = rpc::ToProto(item.update_time);
  proto.set_etag(rpc::Etag(item.version));
  return proto;
}

void SetOrganisation(const std::optional<OrganisationFact>& organisation, Proto& proto) {
  if (!organisation.has_value()) return;
  proto.set_organisation(organisation->organisation.name);
  proto.set_organisation_verified(organisation->is_verified);
}

v1::EvidenceFile ToProto(const FileFact& file) {
  v1::EvidenceFile proto;
  proto.set_file_name(file.file_name);
  proto.set_content_type(file.content_type);
  proto.set_size_bytes(file.size_bytes);
  proto.set_sha256(file.sha256);
  proto.set_scan(static_cast<v1::EvidenceFile::Scan>(EnumNumber(file.scan)));
  return proto;
}

v1::EvidenceUpload ToProto(const TenantId& tenant, const Upload& upload) {
  v1::EvidenceUpload proto;
  proto.set_name(UploadName(tenant, upload.id));
  proto.set_placement(PlacementName(tenant, upload.placement));
  proto.set_file_name(upload.file_name);
  proto.set_size_bytes(upload.size_bytes);
  proto.set_sha256(upload.sha256);
  proto.set_state(static_cast<v1::EvidenceUpload::State>(EnumNumber(upload.state)));
  proto.set_received_bytes(upload.received_bytes);
  *proto.mutable_expire_time() = rpc::ToProto(upload.expire_time);
  return proto;
}

SentContent FromProto(const Proto::Content& proto, FieldViolations& violations) {
  SentContent sent;
  sent.content.note = proto.note();
  switch (proto.kind_case()) {
    case Proto::Content::kText:
      sent.content.text = proto.text();
      break;
    case Proto::Content::kLink:
      sent.content.kind = ContentKind::kLink;
      sent.content.text = proto.link();
      break;
    case Proto::Content::kUpload:
      sent.content.kind = ContentKind::kFile;
      sent.upload =
          UploadId(rpc::ReadIds(proto.upload(), kUploadPattern, "content.upload", violations)[0]);
      if (proto.upload().empty())
        violations.Add("content.upload", "FIELD_MISSING", "must name an upload");
      return sent;
    case Proto::Content::kFile:
    case Proto::Content::KIND_NOT_SET:
      sent.content.kind = ContentKind::kFile;  // no text to find wrong too
      violations.Add("content", "FIELD_MISSING", "must be a text, a link or an upload");
      return sent;
  }
  return sent;
}

}  // namespace driehoek::progress::evidence
