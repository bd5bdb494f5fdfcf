#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "agreement/document.h"
#include "agreement/lifecycle.h"
#include "agreement/lifecycle_steps.h"
#include "shared/base/errors.h"

namespace driehoek::agreement {
namespace {

absl::Status NotOffered() {
  return Error(absl::StatusCode::kFailedPrecondition, "VERSION_NOT_OFFERED",
               "no version is being offered for signature");
}

absl::Status AlreadySigned() {
  return Error(absl::StatusCode::kFailedPrecondition, "ALREADY_SIGNED",
               "this party has signed the version");
}

Signature& SignatureOf(Version& version, PartyRole role) {
  for (Signature& signature : version.signatures) {
    if (signature.role == role) return signature;
  }
  return version.signatures.emplace_back(Signature{.role = role});
}

bool HasSigned(const Version& version, PartyRole role) {
  const Signature* signature = FindSignature(version, role);
  return signature != nullptr && signature->state == SignatureState::kSigned;
}

int SignedCount(const Version& version) {
  return static_cast<int>(
      std::count_if(version.signatures.begin(), version.signatures.end(),
                    [](const Signature& s) { return s.state == SignatureState::kSigned; }));
}

// Views on promises that did not change are not lost by an amendment. Taken from the version in
// force at this moment, which parties went on marking while the new one was being signed.
void TakeViewsAlong(const Version& old, Version& version) {
  for (Commitment& commitment : version.commitments) {
    commitment.views.clear();
    for (const Commitment& before : old.commitments) {
      if (before.id == commitment.id && before.owner == commitment.owner &&
          before.text == commitment.text) {
        commitment.views = before.views;
      }
    }
  }
}

// The version in force gives way to the proposal, which all three have signed.
void ComeInForce(const Actor& actor, absl::Time now, AgreementChange& change) {
  Version version = *std::exchange(change.after.proposal, std::nullopt);
  version.state = VersionState::kInForce;
  version.in_force_time = now;
  if (change.after.in_force.has_value()) {
    Version old = *std::exchange(change.after.in_force, std::nullopt);
    TakeViewsAlong(old, version);
    old.state = VersionState::kSuperseded;
    change.timeline.push_back(Entry(EventType::kSuperseded, old, actor, now));
    change.retired.push_back(std::move(old));
  }
  change.timeline.push_back(Entry(EventType::kInForce, version, actor, now));
  if (const Party* host = FindParty(version, PartyRole::kWorkplace)) {
    change.after.organisation_name = host->organisation_name;
  }
  change.after.in_force = std::move(version);
  change.after.overdue_time.reset();
}

}  // namespace

absl::StatusOr<AgreementChange> AcceptResponsibilities(const Agreement& before, PartyRole role,
                                                       const Actor& actor, absl::Time now) {
  if (!IsOpen(before)) {
    return Error(absl::StatusCode::kFailedPrecondition, "VERSION_FINAL", "the agreement has ended");
  }
  AgreementChange change = ChangeOf(before, now);
  Version& version =
      OpenProposal(before) != nullptr ? *change.after.proposal : *change.after.in_force;
  if (FindAcceptance(version, role) != nullptr) return change;
  version.acceptances.push_back({role, now});
  change.timeline.push_back(Entry(EventType::kResponsibilitiesAccepted, version, actor, now));
  return change;
}

AgreementChange NoteOpened(const Agreement& before, PartyRole role, const Actor& actor,
                           absl::Time now) {
  AgreementChange change{.after = before, .is_note = true};
  if (OpenProposal(before) == nullptr || !IsOffered(before.proposal->state)) return change;
  Version& version = *change.after.proposal;
  const Signature* signature = FindSignature(version, role);
  if (signature == nullptr || signature->state != SignatureState::kRequested) return change;
  SignatureOf(version, role) = {.role = role, .state = SignatureState::kOpened, .time = now};
  change.timeline.push_back(Entry(EventType::kOpened, version, actor, now));
  return change;
}

absl::Status CheckSignable(const Agreement& before, const SignCommand& command, absl::TimeZone zone,
                           absl::Time now) {
  const Version* open = OpenProposal(before);
  const bool is_asked = open != nullptr && IsOffered(open->state);
  if (!is_asked || command.number > open->number) {
    const Version* in_force = before.in_force.has_value() ? &*before.in_force : nullptr;
    if (!is_asked && in_force != nullptr && in_force->number == command.number) {
      return AlreadySigned();
    }
    return NotOffered();
  }
  if (command.number < open->number || command.document_hash != open->document_hash) {
    return Error(absl::StatusCode::kAborted, "STALE_VERSION",
                 "another text is offered than the one that was shown",
                 {{"version", absl::StrCat(open->number)}});
  }
  if (HasSigned(*open, command.role)) return AlreadySigned();
  if (absl::ToCivilDay(now, zone) > open->end_day) {
    return Error(absl::StatusCode::kFailedPrecondition, "PERIOD_OVER",
                 "the last day of the agreement has passed");
  }
  if (command.consent.empty() || command.consent != command.expected_consent) {
    FieldViolations violations;
    violations.Add("consent", "CONSENT_MISSING", "must be the sentence that was shown");
    return violations.ToStatus();
  }
  if (!command.accepts_responsibilities && FindAcceptance(*open, command.role) == nullptr) {
    return Error(absl::StatusCode::kFailedPrecondition, "RESPONSIBILITIES_NOT_ACCEPTED",
                 "this party has not accepted who does what");
  }
  return absl::OkStatus();
}

absl::StatusOr<AgreementChange> Sign(const Agreement& before, const SignCommand& command,
                                     const Evidence& evidence, absl::TimeZone zone,
                                     const Actor& actor, absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckSignable(before, command, zone, now));
  AgreementChange change = ChangeOf(before, now);
  Version& version = *change.after.proposal;
  if (FindAcceptance(version, command.role) == nullptr) {
    version.acceptances.push_back({command.role, now});
    change.timeline.push_back(Entry(EventType::kResponsibilitiesAccepted, version, actor, now));
  }
  const int order = SignedCount(version) + 1;
  Signature& signature = SignatureOf(version, command.role);
  signature = {
      .role = command.role, .state = SignatureState::kSigned, .time = now, .evidence = evidence};
  signature.evidence->document_hash = version.document_hash;
  signature.evidence->text_format = kDocumentFormat;
  signature.evidence->consent = command.expected_consent;
  signature.evidence->order = order;
  version.state = VersionState::kPartiallySigned;
  change.timeline.push_back(Entry(EventType::kSigned, version, actor, now));
  if (order == static_cast<int>(std::size(kAllParties))) ComeInForce(actor, now, change);
  return change;
}

Version* CameInForce(AgreementChange& change) {
  const bool did =
      std::any_of(change.timeline.begin(), change.timeline.end(),
                  [](const TimelineEntry& e) { return e.type == EventType::kInForce; });
  return did ? &*change.after.in_force : nullptr;
}

absl::StatusOr<AgreementChange> Decline(const Agreement& before, PartyRole role,
                                        absl::string_view reason, const Actor& actor,
                                        absl::Time now) {
  const Version* open = OpenProposal(before);
  if (open == nullptr || !IsOffered(open->state)) return NotOffered();
  if (HasSigned(*open, role)) return AlreadySigned();
  AgreementChange change = ChangeOf(before, now);
  Version& version = *change.after.proposal;
  SignatureOf(version, role) = {.role = role, .state = SignatureState::kRefused, .time = now};
  version.state = VersionState::kDeclined;
  version.ending = Ending{.person = actor.person,
                          .display_name = actor.name,
                          .role = role,
                          .time = now,
                          .reason = std::string(reason)};
  change.timeline.push_back(Entry(EventType::kDeclined, version, actor, now, reason));
  return change;
}

TimelineEntry SigningRefused(const Agreement& agreement, const Actor& actor, absl::Time now) {
  const Version& version = Newest(agreement);
  // Who else can it have been meant for but the floor supervisor, when somebody of the organisation
  // tries; else the side that the caller stands for.
  const Party* asked = FindParty(version, actor.side.value_or(PartyRole::kWorkplace));
  return Entry(EventType::kSigningRefused, version, actor, now,
               asked == nullptr ? "" : asked->display_name);
}

}  // namespace driehoek::agreement
