// Reads JSON that this program stored: lists of objects with texts, whole numbers and further
// lists. A general parser builds a tree first, which for the clauses of one agreement cost more
// than all else in reading it. PostgreSQL gives a document back with other spaces and another order
// of members; both are taken.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"

namespace driehoek::agreement {

// Goes through one document from its begin to its end. Everything answers false when what comes
// next is something else; then the whole document is unreadable. The text must outlive this.
class StoredJson {
 public:
  struct Member {
    absl::string_view key;
    absl::FunctionRef<bool()> read;
  };

  explicit StoredJson(absl::string_view text) : text_(text) {}

  // Calls `item` before each element.
  bool List(absl::FunctionRef<bool()> item);
  // An object with exactly these members, each once, in any order.
  bool Object(std::initializer_list<Member> members);
  bool Text(std::string& value);
  bool Integer(std::int64_t& value);
  bool AtEnd();

 private:
  void SkipSpace();
  bool Take(char wanted);
  bool Escape(std::string& value);
  bool CodeUnit(std::uint32_t& value);

  absl::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace driehoek::agreement
