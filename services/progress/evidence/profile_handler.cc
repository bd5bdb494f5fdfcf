#include "progress/evidence/profile_handler.h"

#include <utility>

#include "progress/evidence/evidence_export.h"
#include "progress/evidence/evidence_policy.h"
#include "progress/evidence/item_names.h"
#include "progress/evidence/profile.h"
#include "progress/evidence/upload.h"
#include "progress/evidence/zip_archive.h"
#include "shared/base/errors.h"
#include "shared/rpc/field_reading.h"

namespace driehoek::progress::evidence {

absl::StatusOr<std::vector<EvidenceItem>> ProfileHandler::ItemsOf(
    const rpc::Call& call, const PlacementFact& placement) const {
  return reading_.parts().items.OfPlacement(call.tenant(), placement.id, call.deadline());
}

absl::StatusOr<v1::EvidenceProfile> ProfileHandler::GetEvidenceProfile(
    const rpc::Call& call, const v1::GetEvidenceProfileRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const PlacementFact placement,
                            reading_.LoadPlacement(call, request.name(), kProfilePattern));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto items, ItemsOf(call, placement));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto outcomes, reading_.Outcomes(call, placement));
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::TimeZone zone,
                            reading_.parts().organisations.Zone(call.tenant(), call.deadline()));
  call.RecordRead(request.name(), placement.student);
  const Profile profile = ProfileOf(items, MeantOutcomes(placement, outcomes), placement,
                                    [&](absl::Time time) { return absl::ToCivilDay(time, zone); });
  v1::EvidenceProfile proto;
  proto.set_name(request.name());
  proto.set_item_count(profile.item_count);
  for (const Score& score : profile.scores) {
    auto* wire = proto.add_scores();
    wire->set_criterion(
        static_cast<v1::EvidenceProfile::Criterion>(rpc::EnumNumber(score.criterion)));
    wire->set_have(score.have);
    wire->set_out_of(score.out_of);
    wire->set_percent(PercentOf(score));
  }
  return proto;
}

absl::StatusOr<v1::OutcomeProgress> ProfileHandler::GetOutcomeProgress(
    const rpc::Call& call, const v1::GetOutcomeProgressRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const PlacementFact placement,
                            reading_.LoadPlacement(call, request.name(), kProgressPattern));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto items, ItemsOf(call, placement));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto outcomes, reading_.Outcomes(call, placement));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto tasks, reading_.parts().tasks.OfPlacement(
                                                  call.tenant(), placement.id, call.deadline()));
  call.RecordRead(request.name(), placement.student);
  v1::OutcomeProgress proto;
  proto.set_name(request.name());
  for (const ProgressRow& row : ProgressOf(items, tasks, MeantOutcomes(placement, outcomes))) {
    auto* wire = proto.add_rows();
    wire->set_outcome_code(row.outcome.code);
    wire->set_outcome_title(row.outcome.title);
    wire->set_confirmed_count(row.confirmed);
    wire->set_requested_count(row.requested);
    wire->set_linked_count(row.linked);
    wire->set_unverified_count(row.unverified);
    wire->set_disputed_count(row.disputed);
    wire->set_task_count(row.tasks);
    wire->set_closed_task_count(row.closed_tasks);
  }
  return proto;
}

absl::StatusOr<v1::EvidenceExportBytes> ProfileHandler::ExportEvidence(
    const rpc::Call& call, const v1::ExportEvidenceRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const PlacementFact placement,
                            reading_.LoadPlacement(call, request.placement(), kPlacementPattern));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto items, ItemsOf(call, placement));
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, reading_.Today(call));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Labels labels,
      reading_.parts().placements.LabelsOf(call.tenant(), placement.id, today, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::TimeZone zone,
                            reading_.parts().organisations.Zone(call.tenant(), call.deadline()));
  const ZipArchive archive(ExportOf(items, labels, zone));
  const std::string etag = archive.Fingerprint();
  if (request.offset() != 0 && request.etag() != etag) {
    return Error(absl::StatusCode::kAborted, "STALE_ETAG",
                 "the evidence has changed: begin the export again");
  }
  if (request.offset() < 0 || request.offset() > archive.size_bytes()) {
    return Error(absl::StatusCode::kOutOfRange, "OFFSET_BEYOND_END",
                 "the archive has no byte at that offset");
  }
  DRIEHOEK_ASSIGN_OR_RETURN(
      std::string data, archive.Bytes(request.offset(), static_cast<std::int64_t>(kLargestChunk),
                                      [&](const ArchiveEntry& entry) {
                                        return files_.Get(call.tenant(), entry.sha256);
                                      }));
  v1::EvidenceExportBytes answer;
  answer.set_file_name("evidence.zip");
  answer.set_size_bytes(archive.size_bytes());
  answer.set_offset(request.offset());
  answer.set_next_offset(request.offset() + static_cast<std::int64_t>(data.size()));
  answer.set_data(std::move(data));
  answer.set_etag(etag);
  return answer;
}

}  // namespace driehoek::progress::evidence
