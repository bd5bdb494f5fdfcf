// The module as driehoekd uses it: a file that is loaded at the first call.
#include "agreement/seal_module.h"

#include <gtest/gtest.h>

#include <fstream>

#include "agreement/pdf/temporary_folder.h"
#include "agreement/sealed_pdf_example.h"
#include "shared/base/errors.h"

namespace driehoek::agreement {
namespace {

TEST(SealModuleTest, GivenTheModule_WhenItSeals_ThenTheFileChecks) {
  const TemporaryFolder folder;
  const SealRequest request = ExampleRequest(ExampleContent());
  const auto key = EnsureSealingKey(folder.path(), "Driehoek", request.seal_time);
  ASSERT_TRUE(key.ok());
  SealModule module(SealModuleFile());

  const auto sealed = module.Seal(request, *key);

  ASSERT_TRUE(sealed.ok()) << sealed.status();
  EXPECT_TRUE(VerifySealedPdf(*sealed, key->fingerprint).valid);
  EXPECT_TRUE(module.Seal(request, *key).ok()) << "and once more";
}

TEST(SealModuleTest, GivenAnotherFile_WhenItShouldSeal_ThenRefused) {
  const TemporaryFolder folder;
  const SealRequest request = ExampleRequest(ExampleContent());
  const auto key = EnsureSealingKey(folder.path(), "Driehoek", request.seal_time);
  ASSERT_TRUE(key.ok());
  const std::string file = folder.path() + "/driehoek-seal.so";
  std::ofstream(file) << "no module";
  SealModule module(file);

  EXPECT_EQ(ReasonOf(module.Seal(request, *key).status()), "SEAL_MODULE_UNUSABLE");
}

TEST(SealModuleTest, GivenNoFile_WhenLookedFor_ThenRefused) {
  const TemporaryFolder folder;
  EXPECT_EQ(ReasonOf(SealModule::Find(folder.path() + "/driehoek-seal.so").status()),
            "SEAL_MODULE_MISSING");
}

}  // namespace
}  // namespace driehoek::agreement
