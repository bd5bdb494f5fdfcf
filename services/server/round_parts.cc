#include "server/round_parts.h"

#include "shared/base/errors.h"

namespace driehoek::server {

RoundParts::RoundParts(const Outside& outside)
    : facts(outside.directory, outside.placement_facts, outside.conflicts),
      store(outside.tenants),
      runs(outside.tenants),
      seal(outside.installation_secret),
      view(store, seal),
      reasons(runs, store, facts),
      participant_view(facts, reasons),
      snapshots(store, outside.placements, facts, outside.shared_attention),
      seats(outside.tenants, store, runs, seal),
      round_handler({store, outside.changes, outside.ids, facts, seal, view}),
      place_handler({store, outside.changes, outside.ids, facts, outside.offer_rooms}),
      participant_handler({store, outside.changes, outside.ids, facts, participant_view}),
      run_handler({store, runs, snapshots, facts, outside.changes, outside.ids}),
      publication_handler({store, runs, snapshots, view, outside.changes}),
      offer_handler({store, seats, participant_view, outside.placements, outside.placement_facts, outside.offer_seats, facts,
                     outside.changes, outside.ids, outside.shared_attention}),
      service(placement::round::MakeMatchingService(
          outside.border,
          {round_handler, place_handler, participant_handler, run_handler, publication_handler, offer_handler})),
      due(store, outside.changes),
      runner({runs, store, seal, outside.changes, outside.clock}),
      offer_due(store, seats, outside.placements, outside.changes) {}

absl::Status RoundParts::RunDue(const TenantId& tenant, absl::Time now, absl::Time deadline) {
  DRIEHOEK_RETURN_IF_ERROR(due.Run(tenant, now, deadline).status());
  return offer_due.Run(tenant, now, deadline);
}

}  // namespace driehoek::server
