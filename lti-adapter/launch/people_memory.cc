#include "launch/people_memory.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "absl/strings/str_cat.h"

namespace driehoek::lti {
namespace {

constexpr std::size_t kMaxPeople = 20'000;

// Lengths in front, so that no two lists look alike.
std::string Join(std::initializer_list<absl::string_view> texts) {
  std::string joined;
  for (const absl::string_view text : texts) absl::StrAppend(&joined, text.size(), ":", text);
  return joined;
}

std::string WhoOf(const LaunchPerson& person) {
  return Join({person.tenant.value(), person.issuer, person.subject});
}

std::string SaidOf(const LaunchPerson& person) {
  std::string said =
      Join({person.name, person.given_name, person.email, person.student_number, person.language});
  for (const std::string& role : person.launch_roles) absl::StrAppend(&said, Join({role}));
  return said;
}

// Whether the launch alone gives all the roles.
bool IsPlain(const LaunchPerson& person, const KnownPerson& known) {
  const auto& said = person.launch_roles;
  return std::all_of(known.roles.begin(), known.roles.end(), [&](auth::Role role) {
    return std::find(said.begin(), said.end(), auth::RoleName(role)) != said.end();
  });
}

}  // namespace

std::optional<KnownPerson> PeopleMemory::AtHand(const LaunchPerson& person) {
  if (adapters_ == Adapters::kSeveral) return std::nullopt;
  const std::string who = WhoOf(person);
  const std::string said = SaidOf(person);
  const absl::Time now = clock_.Now();
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(who);
  if (found == entries_.end() || now >= found->second.until || found->second.said != said) {
    return std::nullopt;
  }
  return found->second.known;
}

absl::StatusOr<KnownPerson> PeopleMemory::Ensure(const LaunchPerson& person) {
  if (auto known = AtHand(person)) return *std::move(known);
  std::uint64_t before = 0;
  {
    const std::lock_guard lock(mutex_);
    before = forgotten_;
  }
  auto known = people_.Ensure(person);
  if (!known.ok() || adapters_ == Adapters::kSeveral) return known;
  std::string who = WhoOf(person);
  Entry entry{SaidOf(person), person.tenant, *known, clock_.Now() + kPersonMemory};
  const std::lock_guard lock(mutex_);
  if (!IsPlain(person, *known)) return known;
  // What was asked for before a role changed may be the old answer.
  if (forgotten_ != before) return known;
  if (entries_.size() >= kMaxPeople) entries_.clear();
  entries_.insert_or_assign(std::move(who), std::move(entry));
  return known;
}

void PeopleMemory::Forget(const TenantId& tenant, const PersonId& person) {
  const std::lock_guard lock(mutex_);
  ++forgotten_;
  absl::erase_if(entries_, [&](const auto& entry) {
    return entry.second.tenant == tenant && entry.second.known.person == person;
  });
}

}  // namespace driehoek::lti
