// Rounds of any size to measure with: the same sizes give the same round on every machine.
#pragma once

#include <string>

#include "placement/round/run/run_input.h"

namespace driehoek::bench {

struct RoundSize {
  int students = 0;
  int places = 0;
  int wishes = 0;  // of each student
};

// 32 bytes, whose commitment the rounds below name.
std::string RoundSeed();

// A frozen round over twelve cities. Places ask for a mode of study, a phase, a language or a
// group, each in a third of them or less; students live near one of the cities, travel a bounded
// way and rank places of all the country, so that some wishes are not eligible.
placement::round::run::Snapshot MakeRound(const RoundSize& size);

}  // namespace driehoek::bench
