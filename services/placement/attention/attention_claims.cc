#include "placement/attention/attention_claims.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"
#include "shared/log/log.h"

namespace driehoek::placement::attention {
namespace {

constexpr int kAtOnce = 200;
constexpr int kTries = 5;

// Whether the change may have been stored although the answer is an error.
bool IsInDoubt(const absl::Status& outcome) {
  return outcome.code() == absl::StatusCode::kUnknown ||
         outcome.code() == absl::StatusCode::kUnavailable ||
         outcome.code() == absl::StatusCode::kDeadlineExceeded ||
         outcome.code() == absl::StatusCode::kCancelled;
}

}  // namespace

std::string DeriveSlotKey(absl::string_view installation_secret) {
  return crypto::HkdfSha256(installation_secret, "driehoek attention", "slots",
                            crypto::kSha256Bytes);
}

Claim AttentionClaims::ClaimOf(const TenantId& tenant, const Placement& placement,
                               const std::string& key, const ClaimId& id) const {
  return {.id = id,
          .institution = tenant,
          .slot = crypto::HmacSha256(
              parts_.slot_key, absl::StrCat(tenant.value(), "\n", crypto::HexEncode(key), "\n",
                                            placement.student.value())),
          .first_date = placement.start_date,
          .last_date = placement.end_date};
}

absl::StatusOr<std::optional<SharedSupervisor>> AttentionClaims::SharedOf(
    const TenantId& tenant, const Placement& placement, absl::Time deadline) {
  if (!TakesAttention(placement.state)) return std::nullopt;
  return parts_.supervisors.Of(tenant, placement.organisation, placement.supervisor, deadline);
}

absl::StatusOr<std::optional<AttentionHold>> AttentionClaims::Reserve(const TenantId& tenant,
                                                                      const Placement& placement,
                                                                      int limit,
                                                                      absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto shared, SharedOf(tenant, placement, deadline));
  if (!shared.has_value()) return std::nullopt;
  const ClaimId id(parts_.ids.NewId());
  const absl::Time now = parts_.clock.Now();
  DRIEHOEK_ASSIGN_OR_RETURN(Elsewhere elsewhere,
                            claims_.Reserve(*shared, ClaimOf(tenant, placement, shared->key, id),
                                            limit, now, now + kReserved, deadline));
  return AttentionHold{.id = id.value(),
                       .organisation = shared->organisation,
                       .supervisor_key = shared->key,
                       .elsewhere = std::move(elsewhere)};
}

absl::Status AttentionClaims::Note(storage::TenantTransaction& transaction,
                                   const AttentionHold& hold, const Placement& placement) {
  return SqlNoteStore::Add(transaction, {.id = ClaimId(hold.id),
                                         .placement = placement.id,
                                         .supervisor = placement.supervisor,
                                         .shared = {hold.organisation, hold.supervisor_key},
                                         .first_date = placement.start_date,
                                         .last_date = placement.end_date});
}

void AttentionClaims::Finish(const TenantId& tenant, const PlacementId& placement,
                             const std::optional<AttentionHold>& hold, const absl::Status& outcome,
                             absl::Time deadline) {
  const auto finish = [&]() -> absl::Status {
    if (outcome.ok()) DRIEHOEK_RETURN_IF_ERROR(SettleOne(tenant, placement, deadline));
    if (!hold.has_value() || IsInDoubt(outcome)) return absl::OkStatus();
    // Not noted: the commit failed, or another call with the same request id was first.
    const ClaimId id(hold->id);
    DRIEHOEK_ASSIGN_OR_RETURN(const bool is_wanted, notes_.IsWanted(tenant, id, deadline));
    return is_wanted ? absl::OkStatus() : claims_.Release(hold->organisation, id, deadline);
  };
  const absl::Status done = finish();
  if (!done.ok()) {
    log::Warning("attention_unsettled",
                 {{"institution", tenant.value()}, {"reason", ReasonOf(done)}});
  }
}

absl::StatusOr<Elsewhere> AttentionClaims::TakenElsewhere(const TenantId& tenant,
                                                          const OrganisationId& organisation,
                                                          const SupervisorId& supervisor,
                                                          absl::CivilDay first, absl::CivilDay last,
                                                          absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto shared,
                            parts_.supervisors.Of(tenant, organisation, supervisor, deadline));
  if (!shared.has_value()) return Elsewhere();
  return claims_.TakenElsewhere(*shared, tenant, first, last, parts_.clock.Now(), deadline);
}

absl::StatusOr<std::optional<Settlement>> AttentionClaims::Decide(
    const TenantId& tenant, const PlacementId& id, std::int64_t version,
    const std::optional<SharedSupervisor>& shared, absl::Time deadline) {
  const ClaimId fresh(parts_.ids.NewId());
  std::optional<Settlement> decided;
  const absl::Status written = parts_.database.Write(
      tenant, deadline, [&](storage::TenantTransaction& transaction) -> absl::Status {
        decided.reset();
        DRIEHOEK_ASSIGN_OR_RETURN(const auto placement, SqlPlacementStore::Lock(transaction, id));
        if ((placement.has_value() ? placement->version : 0) != version) return absl::OkStatus();
        DRIEHOEK_ASSIGN_OR_RETURN(const auto notes, SqlNoteStore::Read(transaction, id));
        Settlement settlement = attention::Settle(placement, shared, notes);
        if (settlement.is_missing) {
          settlement.keep = {.id = fresh,
                             .placement = id,
                             .supervisor = placement->supervisor,
                             .shared = *shared,
                             .first_date = placement->start_date,
                             .last_date = placement->end_date};
          DRIEHOEK_RETURN_IF_ERROR(SqlNoteStore::Add(transaction, *settlement.keep));
        }
        for (const attention::Note& note : settlement.leave) {
          DRIEHOEK_RETURN_IF_ERROR(SqlNoteStore::SetLeaving(transaction, note.id));
        }
        decided = std::move(settlement);
        return absl::OkStatus();
      });
  if (!written.ok()) return written;
  return decided;
}

absl::Status AttentionClaims::SettleOne(const TenantId& tenant, const PlacementId& id,
                                        absl::Time deadline) {
  for (int tries = 0; tries < kTries; ++tries) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto placement, parts_.placements.Find(tenant, id, deadline));
    std::optional<SharedSupervisor> shared;
    if (placement.has_value()) {
      DRIEHOEK_ASSIGN_OR_RETURN(shared, SharedOf(tenant, *placement, deadline));
    }
    DRIEHOEK_ASSIGN_OR_RETURN(const auto notes, notes_.OfPlacement(tenant, id, deadline));
    std::optional<Settlement> settlement = attention::Settle(placement, shared, notes);
    // What changes no note needs no lock.
    if (settlement->is_missing || !settlement->leave.empty()) {
      DRIEHOEK_ASSIGN_OR_RETURN(
          settlement,
          Decide(tenant, id, placement.has_value() ? placement->version : 0, shared, deadline));
    }
    if (!settlement.has_value()) continue;
    // First what is needed: in between the placement counts once, since both are of one student.
    if (placement.has_value() && settlement->keep.has_value() &&
        settlement->keep->state == NoteState::kPending) {
      DRIEHOEK_RETURN_IF_ERROR(Confirm(tenant, *placement, *settlement->keep, deadline));
    }
    for (const attention::Note& note : settlement->leave) {
      DRIEHOEK_RETURN_IF_ERROR(Release(tenant, note, deadline));
    }
    return absl::OkStatus();
  }
  return Error(absl::StatusCode::kAborted, "PLACEMENT_CHANGED",
               "the placement changed while its claims were settled");
}

absl::Status AttentionClaims::Confirm(const TenantId& tenant, const Placement& placement,
                                      const attention::Note& note, absl::Time deadline) {
  const TenantId& organisation = note.shared.organisation;
  DRIEHOEK_ASSIGN_OR_RETURN(bool is_there, claims_.Confirm(organisation, note.id, deadline));
  if (!is_there) {
    // It expired, or there was none. Made as a reservation first: when the note goes meanwhile,
    // what nobody releases any more ends by itself.
    DRIEHOEK_RETURN_IF_ERROR(claims_.Restore(note.shared,
                                             ClaimOf(tenant, placement, note.shared.key, note.id),
                                             parts_.clock.Now() + kReserved, deadline));
    DRIEHOEK_ASSIGN_OR_RETURN(const bool is_wanted, notes_.IsWanted(tenant, note.id, deadline));
    if (!is_wanted) return absl::OkStatus();
    DRIEHOEK_ASSIGN_OR_RETURN(is_there, claims_.Confirm(organisation, note.id, deadline));
    if (!is_there) return absl::OkStatus();  // released meanwhile
  }
  return notes_.SetConfirmed(tenant, note.id, deadline);
}

absl::Status AttentionClaims::Release(const TenantId& tenant, const attention::Note& note,
                                      absl::Time deadline) {
  DRIEHOEK_RETURN_IF_ERROR(claims_.Release(note.shared.organisation, note.id, deadline));
  return notes_.Delete(tenant, note.id, deadline);
}

absl::Status AttentionClaims::SettleDue(const TenantId& tenant, absl::Time deadline) {
  absl::Status outcome;
  PlacementId after;
  while (true) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto page, notes_.Unsettled(tenant, after, kAtOnce, deadline));
    for (const PlacementId& id : page) outcome.Update(SettleOne(tenant, id, deadline));
    if (page.size() < kAtOnce) return outcome;
    after = page.back();
  }
}

absl::Status AttentionClaims::SettleAll(const TenantId& tenant, absl::Time deadline) {
  absl::Status outcome = SettleDue(tenant, deadline);
  PlacementId after;
  while (true) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto page,
                              parts_.placements.Movable(tenant, after, kAtOnce, deadline));
    for (const Placement& placement : page) {
      if (TakesAttention(placement.state)) {
        outcome.Update(SettleOne(tenant, placement.id, deadline));
      }
    }
    if (page.size() < kAtOnce) return outcome;
    after = page.back().id;
  }
}

}  // namespace driehoek::placement::attention
