// Remembers for some minutes who somebody is, so that a person who opens Driehoek again, with the
// same claims, is not asked for again. It can let nobody in: the services judge every call by what
// they know then.
//
// Only those are remembered who have no role but the launch's: a role that was granted inside can
// be taken back inside. Who takes one up is forgotten at once, because whoever stores the role in
// the session calls Forget; that only works where one adapter sees everything, so with several on
// one database nobody is remembered.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/time/time.h"
#include "launch/people.h"
#include "shared/base/clock.h"

namespace driehoek::lti {

inline constexpr absl::Duration kPersonMemory = absl::Minutes(5);

// Thread-safe. What it refers to must outlive it.
class PeopleMemory final : public People {
 public:
  enum class Adapters { kOne, kSeveral };
  PeopleMemory(People& people, const Clock& clock, Adapters adapters)
      : people_(people), clock_(clock), adapters_(adapters) {}

  absl::StatusOr<KnownPerson> Ensure(const LaunchPerson& person) override;
  std::optional<KnownPerson> AtHand(const LaunchPerson& person) override;
  // The person's roles have changed.
  void Forget(const TenantId& tenant, const PersonId& person);

 private:
  struct Entry {
    std::string said;  // the claims that the answer was for
    TenantId tenant;
    KnownPerson known;
    absl::Time until;
  };

  People& people_;
  const Clock& clock_;
  const Adapters adapters_;
  std::mutex mutex_;                                 // guards the following
  absl::flat_hash_map<std::string, Entry> entries_;  // by institution, issuer and subject
  std::uint64_t forgotten_ = 0;                      // counts calls of Forget
};

}  // namespace driehoek::lti
