#include "access/guest_grant.h"

#include <algorithm>
#include <utility>

#include "shared/base/errors.h"

namespace driehoek::access {

absl::Time AccessEnds(const GuestGrant& grant, std::vector<SupervisedPlacement> placements,
                      const GuestPolicy& policy) {
  std::sort(placements.begin(), placements.end(),
            [](const auto& a, const auto& b) { return a.known_since < b.known_since; });
  absl::Time ends = grant.create_time + policy.after_end;
  for (const SupervisedPlacement& placement : placements) {
    if (placement.known_since > ends) break;
    ends = std::max(ends, placement.end + policy.after_end);
  }
  return ends;
}

GuestGrantState StateAt(const GuestGrant& grant, absl::Time access_ends, absl::Time now) {
  if (!IsLive(grant.state)) return grant.state;
  if (now >= access_ends) return GuestGrantState::kExpired;
  if (grant.open_time.has_value()) return GuestGrantState::kActive;
  return now >= grant.open_by ? GuestGrantState::kExpired : GuestGrantState::kIssued;
}

absl::Status CheckLive(GuestGrantState state) {
  if (IsLive(state)) return absl::OkStatus();
  return Error(absl::StatusCode::kFailedPrecondition, "GRANT_NOT_LIVE",
               "the grant expired or was taken back");
}

GuestChange IssueGrant(GuestGrantId id, PersonId person, std::string address_hash,
                       std::string secret_hash, std::optional<GuestGrant> lapsed,
                       const GuestPolicy& policy, absl::Time now) {
  GuestChange change;
  change.grant = {.id = id,
                  .person = std::move(person),
                  .state = GuestGrantState::kIssued,
                  .address_hash = std::move(address_hash),
                  .create_time = now,
                  .open_by = now + policy.unopened};
  change.link = GuestLink{.secret_hash = std::move(secret_hash),
                          .grant = std::move(id),
                          .create_time = now,
                          .open_by = change.grant.open_by};
  change.lapsed = std::move(lapsed);
  if (change.lapsed.has_value()) change.lapsed->state = GuestGrantState::kExpired;
  return change;
}

GuestChange AddLink(GuestGrant grant, std::string address_hash, std::string secret_hash,
                    const GuestPolicy& policy, absl::Time now) {
  GuestChange change;
  grant.address_hash = std::move(address_hash);
  grant.open_by = std::max(grant.open_by, now + policy.unopened);
  change.link = GuestLink{.secret_hash = std::move(secret_hash),
                          .grant = grant.id,
                          .create_time = now,
                          .open_by = now + policy.unopened};
  change.grant = std::move(grant);
  return change;
}

absl::StatusOr<std::optional<GuestChange>> OpenLink(const GuestGrant& grant, const GuestLink& link,
                                                    absl::Time access_ends, absl::Time now) {
  if (!IsLive(grant.state)) return CheckLive(grant.state);
  const bool in_time = link.open_time.has_value() || now < link.open_by;
  if (!in_time || now >= access_ends) {
    return Error(absl::StatusCode::kFailedPrecondition, "LINK_EXPIRED",
                 "the link was not opened in time, or its last day is past");
  }
  if (link.open_time.has_value() && grant.open_time.has_value()) return std::nullopt;
  GuestChange change{.grant = grant, .link = link};
  if (!link.open_time.has_value()) change.link->open_time = now;
  if (!grant.open_time.has_value()) change.grant.open_time = now;
  change.grant.state = GuestGrantState::kActive;
  return change;
}

absl::StatusOr<GuestChange> RevokeGrant(const GuestGrant& grant, absl::Time access_ends,
                                        absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckLive(StateAt(grant, access_ends, now)));
  GuestChange change{.grant = grant};
  change.grant.state = GuestGrantState::kRevoked;
  return change;
}

}  // namespace driehoek::access
