// Identifiers that are the same in every run: UUIDs in the shape of version 7 (ids of resources)
// and of version 4 (request ids), counted up from a seed.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include "absl/strings/str_format.h"
#include "shared/base/id_source.h"

namespace driehoek::test {

// Thread-safe. Ids ascend in the order in which they are given out.
class SeededIds final : public IdSource {
 public:
  explicit SeededIds(std::uint16_t seed = 1) : seed_(seed) {}

  std::string NewId() override {
    const std::uint64_t n = ++count_;
    return absl::StrFormat("0197c000-%04x-7000-8000-%04x%08x", n >> 32 & 0xffff, seed_,
                           n & 0xffffffff);
  }
  std::string NewRequestId() {
    const std::uint64_t n = ++count_;
    return absl::StrFormat("%08x-0000-4000-8000-%04x%08x", n >> 32 & 0xffffffff, seed_,
                           n & 0xffffffff);
  }

 private:
  const std::uint16_t seed_;
  std::atomic<std::uint64_t> count_{0};
};

}  // namespace driehoek::test
