#include "shared/base/folded.h"

#include <gtest/gtest.h>

namespace driehoek {
namespace {

TEST(FoldedTest, GivenOneNameWrittenInManyWays_WhenFolded_ThenTheSame) {
  for (const char* text : {"De Brug", "  de  brug ", "DE BRUG\n"}) {
    EXPECT_EQ(Folded(text), "de brug");
  }
  EXPECT_NE(Folded("De Brug"), Folded("DeBrug"));
  EXPECT_EQ(Folded(" "), "");
}

}  // namespace
}  // namespace driehoek
