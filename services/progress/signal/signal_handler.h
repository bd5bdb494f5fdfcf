// What SignalService does with signals: each call in six steps.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "driehoek/v1/signal_service.pb.h"
#include "progress/facts.h"
#include "progress/signal/facts.h"
#include "progress/signal/lifecycle.h"
#include "progress/signal/sql_signal_store.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::progress::signal {

// Thread-safe; holds no state. What it refers to must outlive it.
class SignalHandler {
 public:
  struct Parts {
    const SqlSignalStore& store;
    events::ChangeLog& change_log;
    IdSource& ids;
    Placements& placements;
    Directory& directory;
    Programmes& programmes;
    Continuations& continuations;
  };
  explicit SignalHandler(const Parts& parts) : parts_(parts) {}

  absl::StatusOr<v1::Signal> RaiseSignal(const rpc::Call& call,
                                         const v1::RaiseSignalRequest& request) const;
  absl::StatusOr<v1::Signal> GetSignal(const rpc::Call& call,
                                       const v1::GetSignalRequest& request) const;
  absl::StatusOr<v1::ListSignalsResponse> ListSignals(const rpc::Call& call,
                                                      const v1::ListSignalsRequest& request) const;
  absl::StatusOr<v1::Signal> AcknowledgeSignal(const rpc::Call& call,
                                               const v1::AcknowledgeSignalRequest& request) const;
  absl::StatusOr<v1::Signal> OpenIntervention(const rpc::Call& call,
                                              const v1::OpenInterventionRequest& request) const;
  absl::StatusOr<v1::Signal> CloseIntervention(const rpc::Call& call,
                                               const v1::CloseInterventionRequest& request) const;
  absl::StatusOr<v1::Signal> ResolveSignal(const rpc::Call& call,
                                           const v1::ResolveSignalRequest& request) const;
  absl::StatusOr<v1::Signal> EscalateSignal(const rpc::Call& call,
                                            const v1::EscalateSignalRequest& request) const;
  absl::StatusOr<v1::Signal> ContinueSignal(const rpc::Call& call,
                                            const v1::ContinueSignalRequest& request) const;

 private:
  absl::StatusOr<absl::CivilDay> Today(const rpc::Call& call) const;
  absl::StatusOr<ReachFact> Reach(const rpc::Call& call) const;
  // The signal behind `name`, which the caller may do this to.
  absl::StatusOr<Signal> LoadAllowed(const rpc::Call& call, const std::string& name) const;
  // The same at the version that the caller saw.
  template <typename Request>
  absl::StatusOr<Signal> Load(const rpc::Call& call, const Request& request) const;
  // REFERENCE_NOT_FOUND for somebody who is not there.
  absl::Status CheckPerson(const rpc::Call& call, const PersonId& person, absl::string_view field,
                           FieldViolations& violations) const;
  absl::StatusOr<std::string> NameOf(const rpc::Call& call, const PersonId& person) const;
  // With names to show. Whoever raised one in confidence is hidden, unless `may_show_source`.
  absl::StatusOr<std::vector<v1::Signal>> View(const rpc::Call& call,
                                               const std::vector<Signal>& signals,
                                               bool may_show_source) const;
  // Stores the change, decided on version `before`, and answers with the signal.
  absl::StatusOr<v1::Signal> Commit(const rpc::Call& call, absl::StatusOr<SignalChange> change,
                                    std::int64_t before) const;

  const Parts parts_;
};

}  // namespace driehoek::progress::signal
