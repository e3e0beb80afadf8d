{
  description = "Get access tokens from the command line";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs }:
    let
      manifest = (builtins.fromTOML (builtins.readFile ./Cargo.toml)).package;
      systems = [
        "x86_64-linux"
        "aarch64-linux"
        "x86_64-darwin"
        "aarch64-darwin"
      ];
      package =
        { lib, rustPlatform, installShellFiles }:
        rustPlatform.buildRustPackage {
          pname = manifest.name;
          version = manifest.version;
          src = self;
          cargoLock.lockFile = ./Cargo.lock;
          nativeBuildInputs = [ installShellFiles ];
          # The integration tests need programs and a network that a build does not have.
          cargoTestFlags = [ "--lib" ];
          postInstall = ''
            installManPage man/*.[15]
            for page in man/zh_CN/*; do
              install -Dm644 "$page" -t "$out/share/man/zh_CN/man''${page##*.}"
            done
            installShellCompletion completions/gettoken.{bash,fish} --zsh completions/_gettoken
          '';
          meta = {
            description = manifest.description;
            license = [
              lib.licenses.mit
              lib.licenses.asl20
            ];
            mainProgram = manifest.name;
          };
        };
    in
    {
      packages = nixpkgs.lib.genAttrs systems (system: {
        default = nixpkgs.legacyPackages.${system}.callPackage package { };
      });
    };
}
