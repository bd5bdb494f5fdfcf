// Small steps that every decision of lifecycle.h is made of.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "agreement/agreement.h"
#include "agreement/lifecycle.h"

namespace driehoek::agreement {

// A change that begins as the present state.
inline AgreementChange ChangeOf(const Agreement& before, absl::Time now) {
  AgreementChange change{.after = before};
  change.after.update_time = now;
  return change;
}

// A line of the timeline about `version` as it stands now.
inline TimelineEntry Entry(EventType type, const Version& version, const Actor& actor,
                           absl::Time now, absl::string_view note = "") {
  return {.type = type,
          .number = version.number,
          .state = version.state,
          .time = now,
          .person = actor.person,
          .actor = actor.name,
          .role = actor.side,
          .note = std::string(note)};
}

// Ends the open proposal, if any, because the version in force ended: it goes to `retired`.
void RetireOpenProposal(const Actor& actor, absl::string_view reason, absl::Time now,
                        AgreementChange& change);

}  // namespace driehoek::agreement
