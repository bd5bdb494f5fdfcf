// Enumerations by name, as they stand in tables and texts, and by number, as they stand in the
// contract.
#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "absl/strings/string_view.h"

namespace driehoek {

// Specialise for an enum class whose values count from 0 without gaps:
//   template <> struct EnumNames<Colour> {
//     static constexpr std::array<absl::string_view, 2> kNames = {"red", "green"};
//   };
template <typename E>
struct EnumNames;

template <typename E>
absl::string_view NameOf(E value) {
  return EnumNames<E>::kNames[static_cast<std::size_t>(value)];
}

template <typename E>
std::optional<E> EnumFromIndex(int index) {
  if (index < 0 || static_cast<std::size_t>(index) >= EnumNames<E>::kNames.size()) {
    return std::nullopt;
  }
  return static_cast<E>(index);
}

template <typename E>
std::optional<E> EnumFromName(absl::string_view name) {
  for (std::size_t i = 0; i < EnumNames<E>::kNames.size(); ++i) {
    if (EnumNames<E>::kNames[i] == name) return static_cast<E>(i);
  }
  return std::nullopt;
}

}  // namespace driehoek
