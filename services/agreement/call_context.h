// What every call of the service does around its decision: find the agreement, see how the caller
// stands to it, commit, answer.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "agreement/agreement_store.h"
#include "agreement/facts.h"
#include "agreement/lifecycle.h"
#include "agreement/policy.h"
#include "driehoek/v1/agreement.pb.h"
#include "shared/base/id_source.h"
#include "shared/events/remembered.h"
#include "shared/rpc/call.h"

namespace driehoek::agreement {

// An agreement as GetAgreement answers with it.
struct KnownAgreement {
  Agreement agreement;
  NamedPerson contact;
  std::string answer;  // the serialised driehoek.v1.Agreement
};

// What the calls use. All must outlive them; all are thread-safe.
struct Ports {
  AgreementStore& store;
  PaperStore& papers;
  Facts& facts;
  SigningCodes& codes;
  SealedFiles& files;
  IdSource& ids;
  events::Remembered<KnownAgreement>& known;
};

// An agreement that the caller may do this with.
struct Loaded {
  Agreement agreement;
  auth::Relations relations;
  NamedPerson contact;  // today's contact person of the student, for the label
};

class CallContext {
 public:
  CallContext(const Ports& ports, const rpc::Call& call) : ports_(ports), call_(call) {}

  const Ports& ports() const { return ports_; }
  const rpc::Call& call() const { return call_; }
  const TenantId& tenant() const { return call_.tenant(); }

  // Parses an agreement's name, loads it and asks whether the caller may. NOT_FOUND /
  // RESOURCE_NOT_FOUND for what is not the caller's to know of.
  absl::StatusOr<Loaded> Load(absl::string_view name, absl::string_view field = "name") const;
  // The same by the name of one of its versions.
  struct LoadedVersion {
    Loaded loaded;
    int number = 0;
  };
  absl::StatusOr<LoadedVersion> LoadVersion(absl::string_view name,
                                            absl::string_view field = "name") const;

  // The same, whole and possibly made before, for an answer that changes nothing.
  absl::StatusOr<std::shared_ptr<const KnownAgreement>> LoadKnown(absl::string_view name) const;

  // The caller's own organisations; none for those who have no use for them.
  absl::StatusOr<std::vector<OrganisationId>> OwnOrganisations() const;

  // The caller as the timeline names him or her.
  absl::StatusOr<Actor> ActorIn(const Agreement& agreement) const;
  // The same before there is an agreement.
  absl::StatusOr<Actor> ActorNamed(const std::vector<NamedPerson>& known) const;

  absl::StatusOr<PlacementFacts> PlacementOf(const Agreement& agreement) const;

  // Commits the change under the call's audit row (with `reason`, a code) and answers with the
  // agreement as it is then. `also_writes` and `relies_on` go into the plan.
  absl::StatusOr<v1::Agreement> Commit(const AgreementChange& change, const NamedPerson& contact,
                                       absl::string_view reason = "",
                                       std::vector<events::ResourceVersion> also_writes = {},
                                       std::vector<events::ResourceVersion> relies_on = {}) const;
  // Commits a note besides the answer: no request id is spent on it.
  absl::Status CommitNote(const AgreementChange& change, absl::string_view reason) const;

  // The answer with it, put on record as RecordRead does.
  v1::Agreement Answer(const Loaded& loaded) const;
  // Puts on record that the caller saw the data of everyone whom it shows (R87).
  void RecordRead(const Agreement& agreement) const;

 private:
  absl::StatusOr<NamedPerson> ContactOf(const Agreement& agreement) const;
  // How the caller stands to it.
  absl::StatusOr<auth::Relations> Relate(const Agreement& agreement,
                                         const NamedPerson& contact) const;
  events::CommitPlan PlanFor(const AgreementChange& change, absl::string_view reason) const;

  const Ports& ports_;
  const rpc::Call& call_;
};

}  // namespace driehoek::agreement
