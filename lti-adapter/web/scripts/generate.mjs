// Makes src/gen from the contract in /proto, with the same protoc as the C++ build. Does nothing when it is up to date.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const protos = join(web, "../../proto");
const google = join(protos, "node_modules/google-proto-files");
const out = join(web, "src/gen");

if (!existsSync(google)) {
  console.error(`No google protos in ${google}. Run "npm ci" in ${protos} first.`);
  process.exit(1);
}
const own = readdirSync(join(protos, "driehoek/v1"))
  .filter((name) => name.endsWith(".proto"))
  .sort()
  .map((name) => `driehoek/v1/${name}`);
const foreign = [
  "google/api/field_behavior.proto",
  "google/api/resource.proto",
  "google/rpc/error_details.proto",
  "google/type/date.proto",
];
const target = (proto) => join(out, proto.replace(/\.proto$/, "_pb.ts"));
const fresh = [...own, ...foreign].every((proto) => existsSync(target(proto)))
  && own.every((proto) => statSync(join(protos, proto)).mtimeMs <= statSync(target(proto)).mtimeMs);
if (fresh) process.exit(0);

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
try {
  execFileSync("protoc", [
    `--plugin=protoc-gen-es=${join(web, "node_modules/.bin/protoc-gen-es")}`,
    `--es_out=${out}`,
    "--es_opt=target=ts,import_extension=none",
    `--proto_path=${protos}`,
    `--proto_path=${google}`,
    ...own,
    ...foreign,
  ], { stdio: "inherit" });
} catch (problem) {
  console.error(problem.code === "ENOENT" ? "protoc is not installed (apt-get install protobuf-compiler)." : "protoc stopped.");
  process.exit(1);
}
