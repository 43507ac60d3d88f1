/// The colours, by meaning: blue is own, orange is rented, plum is held back or late; told apart by colour-blind eyes.
enum PageColours {
    static let text = """
        :root {
        \(light)
        }
        @media screen and (prefers-color-scheme: dark) {
        :root {
        \(dark)
        }
        }
        """

    private static let light = """
        color-scheme: light;
        --paper: #fcfbf8; --ink: #1f1d1a; --soft: #645f57; --hair: #dcd7cd; --faint: #eae6dd; --wash: #f4f1ea;
        --own-0: #123f5f; --own-1: #1d5a86; --own-2: #2f77a9; --own-3: #5393bf; --own-4: #7aaed0; --own-5: #a2c8de;
        --own-6: #c6deeb; --own-ink: #1d5a86;
        --cloud-0: #b4530f; --cloud-1: #d97a2b; --cloud-2: #eda561; --cloud-3: #f6cfa3; --cloud-ink: #9c460a;
        --heat-0: #f6f4ef; --heat-1: #f3e3ea; --heat-2: #e3bfce; --heat-3: #cb8fab; --heat-4: #a9537e;
        --heat-5: #7a2455; --held: #8a2f63; --on-dark: #fff;
        --on-4: #fff; --on-5: #fff;
        --contracted: #d6e3ec; --energised: #8fb6d1; --serving: #1d5a86; --build: #b9b1a4;
        --equity: #217a72; --equity-ink: #17655e; --debt: #c39a1d; --debt-ink: #7d5f05; --other: #9c948a;
        """

    private static let dark = """
        color-scheme: dark;
        --paper: #15171b; --ink: #ebe7df; --soft: #aaa49a; --hair: #363a41; --faint: #24272d; --wash: #1c1f24;
        --own-0: #b5dcf7; --own-1: #86c0ea; --own-2: #5fa5d6; --own-3: #4489ba; --own-4: #336f9a; --own-5: #28597d;
        --own-6: #1f4662; --own-ink: #8cc6ee;
        --cloud-0: #f3b070; --cloud-1: #d98a40; --cloud-2: #aa6826; --cloud-3: #7b4a1a; --cloud-ink: #f0a963;
        --heat-0: #1b1d22; --heat-1: #35242d; --heat-2: #552f43; --heat-3: #7d3d5e; --heat-4: #bd6f97;
        --heat-5: #eba9ca; --held: #e79abf; --on-dark: #15171b;
        --on-4: #15171b; --on-5: #15171b;
        --contracted: #24384a; --energised: #3c6f95; --serving: #8fcaf2; --build: #6b6760;
        --equity: #4fb3a8; --equity-ink: #63c4b9; --debt: #d3ae3f; --debt-ink: #dfbf5c; --other: #7d776e;
        """
}
