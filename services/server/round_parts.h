// The parts of matching rounds, in the order in which they are made.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "directory/reader.h"
#include "placement/facts.h"
#include "placement/joined_commit.h"
#include "placement/round/matching_service.h"
#include "placement/round/participant_handler.h"
#include "placement/round/participant_view.h"
#include "placement/round/place_handler.h"
#include "placement/round/round_due.h"
#include "placement/round/round_handler.h"
#include "placement/round/round_view.h"
#include "placement/round/run/match_runner.h"
#include "placement/round/run/offer_due.h"
#include "placement/round/run/offer_handler.h"
#include "placement/round/run/publication_handler.h"
#include "placement/round/run/run_handler.h"
#include "placement/round/run/run_proto.h"
#include "placement/round/run/seats.h"
#include "placement/round/run/snapshot_reader.h"
#include "placement/round/run/sql_run_store.h"
#include "placement/round/seed_seal.h"
#include "placement/round/sql_round_store.h"
#include "placement/sql_placement_store.h"
#include "server/round_joins.h"
#include "shared/base/clock.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "shared/rpc/border.h"

namespace driehoek::server {

struct RoundParts {
  struct Outside {
    storage::TenantDatabase& tenants;
    events::ChangeLog& changes;
    IdSource& ids;
    const Clock& clock;
    rpc::Border& border;
    const directory::DirectoryReader& directory;
    placement::DirectoryFacts& placement_facts;
    const placement::SqlPlacementStore& placements;
    const std::string& installation_secret;
    placement::round::OfferRooms& offer_rooms;
    placement::OfferSeats& offer_seats;
    placement::ConflictFacts* conflicts = nullptr;  // null: there are none
    placement::SharedAttention* shared_attention = nullptr;  // null: nothing is shared
  };
  explicit RoundParts(const Outside& outside);
  RoundParts(const RoundParts&) = delete;
  RoundParts& operator=(const RoundParts&) = delete;

  // What falls due in the rounds of an institution: preferences close, offers expire.
  absl::Status RunDue(const TenantId& tenant, absl::Time now, absl::Time deadline);

  RoundFactsOfDirectory facts;
  placement::round::SqlRoundStore store;
  placement::round::run::SqlRunStore runs;
  placement::round::SeedSeal seal;
  placement::round::RoundView view;
  placement::round::run::ReasonsOfRuns reasons;
  placement::round::ParticipantView participant_view;
  placement::round::run::SnapshotReader snapshots;
  placement::round::run::SeatsReader seats;

  placement::round::RoundHandler round_handler;
  placement::round::PlaceHandler place_handler;
  placement::round::ParticipantHandler participant_handler;
  placement::round::run::RunHandler run_handler;
  placement::round::run::PublicationHandler publication_handler;
  placement::round::run::OfferHandler offer_handler;
  std::unique_ptr<grpc::Service> service;

  placement::round::RoundDue due;
  placement::round::run::MatchRunner runner;
  placement::round::run::OfferDue offer_due;
};

}  // namespace driehoek::server
