// Rights as data: which role may call which method, standing in which relation to the thing it calls about. Deny by
// default. The rows live with each service (its policy.cc); the server refuses to start when a method has no row.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "shared/auth/caller.h"

namespace driehoek::auth {

// How the caller stands to the resource (domain text 6.4, "Reach"). A handler works out all that hold.
enum class Relation : std::uint8_t {
  kSelf = 0,      // the resource is the caller's own (student of it, the person itself)
  kAssigned = 1,  // the student is assigned to the caller today (contact person, examiner, supervisor)
  kParty = 2,     // the caller is a named signer of it
  kProgramme = 3,     // within a programme of the caller (practice office, manager)
  kOrganisation = 4,  // of the caller's own organisation
  kInstitution = 5,   // somewhere in the caller's institution: true for whatever was found at all
};

// A set of relations.
class Relations {
 public:
  constexpr Relations() = default;
  constexpr Relations(std::initializer_list<Relation> relations) {
    for (const Relation relation : relations) Add(relation);
  }
  constexpr void Add(Relation relation) { bits_ |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(relation)); }
  constexpr void Add(Relations others) { bits_ |= others.bits_; }
  constexpr bool Has(Relation relation) const { return (bits_ >> static_cast<unsigned>(relation)) & 1U; }
  constexpr bool Intersects(Relations other) const { return (bits_ & other.bits_) != 0; }
  constexpr bool empty() const { return bits_ == 0; }

 private:
  std::uint8_t bits_ = 0;
};

// One row: `role` may call `method` when it stands in one of `relations` to the resource.
struct Right {
  absl::string_view method;  // full name: "driehoek.v1.AgreementService/SignAgreement"
  Role role;
  Relations relations;
};

// All rows of all services. Immutable after construction, thread-safe.
class RightsTable {
 public:
  explicit RightsTable(const std::vector<Right>& rights);

  // Whether any row lets `role` call `method` at all; asked before anything is loaded.
  // PERMISSION_DENIED / ROLE_NOT_ALLOWED when not.
  absl::Status MayCall(absl::string_view method, Role role) const;
  // Whether `role`, standing in `held` to the resource, may. When nothing is held the resource is not the caller's to
  // know of: NOT_FOUND / RESOURCE_NOT_FOUND, the same answer as for a missing one. PERMISSION_DENIED /
  // RELATION_NOT_ALLOWED when the caller may know of it but not do this: `held` meets a row of the read method
  // `read_method`, but none of `method`.
  absl::Status MayDo(absl::string_view method, absl::string_view read_method, Role role, Relations held) const;
  // The relations that `role` needs one of for `method`; empty when it may not call it.
  Relations Needed(absl::string_view method, Role role) const;
  // Methods of `methods` without any row: the server refuses to start when this is not empty.
  std::vector<std::string> MethodsWithoutRule(const std::vector<std::string>& methods) const;

 private:
  absl::flat_hash_map<std::string, std::vector<Right>> by_method_;
};

// The answer for what is missing and for what the caller may not know of: NOT_FOUND / RESOURCE_NOT_FOUND.
absl::Status NotFound();

}  // namespace driehoek::auth
