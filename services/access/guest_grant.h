// Guest grants: access for a supervisor or an organisation's contact who has no account (R86,
// domain text 6.2 "Guest grant" and 6.3). Pure: values and decisions; time, ids and secrets are
// passed in.
//
// Two clocks run. A link that nobody opens dies after some days (policy, 14), and with the last of
// them the grant when it was never opened. An opened grant gives access until some days (policy,
// 30) after the last placement.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "shared/base/enum_names.h"
#include "shared/base/strong_id.h"

namespace driehoek::access {

using GuestGrantId = StrongId<struct GuestGrantTag>;

enum class GuestGrantState { kIssued, kActive, kExpired, kRevoked };

// One grant of one person: its scope is the person, so it opens all own students and nothing else.
struct GuestGrant {
  GuestGrantId id;
  PersonId person;
  // As it is stored. What holds now is StateAt: time passes without anybody storing it.
  GuestGrantState state = GuestGrantState::kIssued;
  std::string address_hash;  // AddressHash of where links go
  absl::Time create_time;
  absl::Time open_by;  // when the newest link dies unopened
  std::optional<absl::Time> open_time;
  std::int64_t version = 0;  // 0: not stored yet
};

// One link of a grant. A grant may have several: a mail, a second mail, a QR code.
struct GuestLink {
  std::string secret_hash;
  GuestGrantId grant;
  absl::Time create_time;
  absl::Time open_by;
  std::optional<absl::Time> open_time;
};

// From the policy set of the institution (domain text 6.3, last but one row).
struct GuestPolicy {
  absl::Duration unopened = absl::Hours(24 * 14);
  absl::Duration after_end = absl::Hours(24 * 30);
};

// A placement that the guest supervises.
struct SupervisedPlacement {
  absl::Time known_since;  // since when the guest is its supervisor, or since when it exists
  absl::Time end;          // end of its last day, in the institution's zone
};

// Until when the grant gives access: `after_end` past its making, carried on by every placement
// that became known before that. A placement that comes later needs a new grant, so a dead link
// never comes to life again.
absl::Time AccessEnds(const GuestGrant& grant, std::vector<SupervisedPlacement> placements,
                      const GuestPolicy& policy);

// What holds at `now`.
GuestGrantState StateAt(const GuestGrant& grant, absl::Time access_ends, absl::Time now);
inline bool IsLive(GuestGrantState state) {
  return state == GuestGrantState::kIssued || state == GuestGrantState::kActive;
}

// FAILED_PRECONDITION / GRANT_NOT_LIVE unless it is issued or active.
absl::Status CheckLive(GuestGrantState state);

// What a decision wants stored, all or nothing.
struct GuestChange {
  GuestGrant grant;
  std::optional<GuestLink> link;     // new, or opened
  std::optional<GuestGrant> lapsed;  // an earlier grant of the person that time had ended
};

// A first grant with its first link. `lapsed`: the person's earlier one when it is still stored as
// live but is not.
GuestChange IssueGrant(GuestGrantId id, PersonId person, std::string address_hash,
                       std::string secret_hash, std::optional<GuestGrant> lapsed,
                       const GuestPolicy& policy, absl::Time now);

// Another link for a grant that `StateAt` says is live.
GuestChange AddLink(GuestGrant grant, std::string address_hash, std::string secret_hash,
                    const GuestPolicy& policy, absl::Time now);

// Opens a link: FAILED_PRECONDITION / GRANT_NOT_LIVE when the grant ended, LINK_EXPIRED when the
// link was not opened in time or the grant's last day is past. Nothing when there is nothing to
// store, since both were opened before.
absl::StatusOr<std::optional<GuestChange>> OpenLink(const GuestGrant& grant, const GuestLink& link,
                                                    absl::Time access_ends, absl::Time now);

// Takes a live grant back. FAILED_PRECONDITION / GRANT_NOT_LIVE when it ended already.
absl::StatusOr<GuestChange> RevokeGrant(const GuestGrant& grant, absl::Time access_ends,
                                        absl::Time now);

}  // namespace driehoek::access

template <>
struct driehoek::EnumNames<driehoek::access::GuestGrantState> {
  static constexpr std::array<absl::string_view, 4> kNames = {"issued", "active", "expired",
                                                              "revoked"};
};
