import Digests

/// The one style sheet of every page. The page's policy names its digest, so nothing else can style a report.
enum StyleSheet {
  static let text: String =
    ":root{color-scheme:light dark;\(Palette.declarations(dark: false))}\n"
    + "@media (prefers-color-scheme:dark){:root{\(Palette.declarations(dark: true))}}\n"
    + frame + verdict + parts + tables + adaptations
    + "@media print{:root{color-scheme:light;\(Palette.declarations(dark: false));--paper:#fff;--well:#fff}\n\(paper)}\n"

  /// `sha256-…` as a Content-Security-Policy names it (CSP Level 3 §6.7.2).
  static let source = "sha256-" + Base64.encode(SHA256Digest.of(Array(text.utf8)).bytes)

  private static let frame = """
    *{box-sizing:border-box}
    html{scroll-padding-top:1rem;text-size-adjust:100%}
    body{margin:0;background:var(--paper);color:var(--ink);
    font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Ubuntu,sans-serif}
    h1,h2,h3,h4{line-height:1.25;margin:0;text-wrap:balance}
    h1{font-size:clamp(1.5rem,1.1rem + 2vw,2.25rem)}h2{font-size:1.35rem}h3{font-size:1.1rem}h4{font-size:1rem}
    p,ul,ol,dl{margin:.5rem 0}ul,ol{padding-left:1.4rem}
    p,li,dd,h1,h2,h3,h4,summary,code{overflow-wrap:anywhere}td,th{overflow-wrap:break-word}
    a{color:var(--link);text-underline-offset:.15em}
    a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
    .wrap{max-width:72rem;margin:0 auto;padding:0 clamp(.8rem,3vw,2rem)}
    .skip{position:absolute;left:.5rem;top:-6rem;background:var(--card);color:var(--link);padding:.6rem 1rem;border:2px solid var(--link);
    z-index:2}
    .skip:focus{top:.5rem}
    .top{background:var(--brand);color:var(--on-brand);padding:.55rem 0}
    .top .wrap{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;align-items:center;justify-content:space-between}
    .top a{color:var(--on-brand);display:inline-block;padding:.25rem 0;min-height:1.5rem}
    .top .name{font-weight:700;letter-spacing:.02em}
    .head{padding:1.6rem 0 .4rem}
    .head p{color:var(--soft);margin:.3rem 0}
    .banner{border:2px solid var(--unsure);background:var(--unsure-tint);border-radius:.4rem;padding:.7rem 1rem;margin:1rem 0}
    .banner p{margin:.15rem 0;color:var(--ink)}
    .banner .big{font-size:1.15rem;font-weight:700;letter-spacing:.04em;color:var(--unsure)}
    .toc{margin:1rem 0}.toc ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1.1rem}.toc a{display:inline-block;
    padding:.2rem 0}
    section{margin:2.2rem 0}section>h2{padding-bottom:.4rem;border-bottom:2px solid var(--line);margin-bottom:.8rem}
    .note,.soft{color:var(--soft)}.note{font-size:.95rem}
    .foot{border-top:1px solid var(--line);margin-top:3rem;padding-block:1.2rem 2rem;color:var(--soft);font-size:.9rem}

    """

  private static let verdict = """
    .verdict{background:var(--card);border:1px solid var(--line);border-left:.6rem solid var(--tone);border-radius:.5rem;
    padding:1.2rem clamp(.9rem,3vw,1.6rem)}
    .verdict .word{display:flex;align-items:center;gap:.7rem;color:var(--tone);font-size:clamp(1.4rem,1rem + 2vw,2rem);font-weight:700;
    line-height:1.2;margin:0;padding:0;border:0}
    .verdict .word svg{width:1.15em;height:1.15em;flex:none}
    .verdict .lead{font-size:1.05rem;margin:.6rem 0 1rem;max-width:46rem}
    .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,12.5rem),1fr));gap:.7rem;margin:0}
    .figures div{background:var(--well);border:1px solid var(--line);border-radius:.4rem;padding:.6rem .8rem}
    .figures dt{color:var(--soft);font-size:.9rem}.figures dd{margin:0;font-weight:650;font-size:1.05rem}
    .figures .number dd{font-size:1.9rem;line-height:1.15;font-variant-numeric:tabular-nums}
    .figures dd+dd,.figures .number dd+dd{font-size:.85rem;font-weight:400;line-height:1.45;color:var(--soft)}
    .arith{margin:.9rem 0 0}.arith code{white-space:normal}
    .t-passed{--tone:var(--passed);--tint:var(--passed-tint)}.t-failed{--tone:var(--failed);--tint:var(--failed-tint)}
    .t-unsure{--tone:var(--unsure);--tint:var(--unsure-tint)}.t-untested{--tone:var(--untested);--tint:var(--untested-tint)}
    .t-outside{--tone:var(--outside);--tint:var(--outside-tint)}

    """

  private static let parts = """
    .badge{display:inline-flex;align-items:center;gap:.35em;padding:.1em .55em;border:1px solid var(--tone);border-radius:.3rem;
    background:var(--tint);color:var(--tone);font-weight:650;font-size:.9rem;white-space:nowrap}
    .badge svg{width:1em;height:1em;flex:none}
    .tag{display:inline-block;padding:.05em .5em;border:1px solid var(--line);border-radius:.3rem;font-size:.85rem;color:var(--soft);
    background:var(--card)}
    .tags{display:flex;flex-wrap:wrap;gap:.4rem;align-items:center;margin:.4rem 0}
    code,pre{font-family:ui-monospace,"Cascadia Mono","DejaVu Sans Mono",Menlo,Consolas,monospace;font-size:.88em}
    code{background:var(--well);padding:.05em .3em;border-radius:.2rem}
    pre{background:var(--well);border:1px solid var(--line);border-radius:.3rem;padding:.6rem .8rem;margin:.4rem 0;overflow:auto;
    max-height:24rem;white-space:pre-wrap;overflow-wrap:anywhere}
    pre code{background:none;padding:0}
    .req{background:var(--card);border:1px solid var(--line);border-left:.35rem solid var(--tone);border-radius:.4rem;
    padding:.9rem clamp(.8rem,2.5vw,1.3rem);margin:1rem 0}
    .req .id{color:var(--soft);font-weight:600;margin-right:.15rem}
    .req .statement{margin:.5rem 0;max-width:52rem}
    .req .req{margin:.7rem 0 .2rem}
    details{margin:.6rem 0}
    summary{cursor:pointer;padding:.25rem 0;min-height:1.5rem;color:var(--link);font-weight:600}
    .finding{border-top:1px solid var(--line);padding:.7rem 0 .2rem;margin-top:.6rem}
    .finding>p:first-child,.finding .says{font-weight:600;margin:.1rem 0 .4rem}
    .facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:.15rem 1.6rem;margin:.4rem 0}
    .facts div{display:grid;grid-template-columns:10.5rem 1fr;gap:0 .6rem}.facts dt{color:var(--soft)}.facts dd{margin:0;min-width:0}
    .remedy{border-left:.3rem solid var(--passed);background:var(--passed-tint);padding:.5rem .8rem;border-radius:.2rem;margin:.7rem 0}
    .remedy h4{color:var(--passed)}.remedy p,.remedy ul{margin:.25rem 0}
    .perma{font-size:.85rem;white-space:nowrap}
    .steps{padding:0;list-style:none;counter-reset:step;display:grid;gap:.6rem}
    .steps>li{counter-increment:step;display:grid;grid-template-columns:2.2rem 1fr;gap:.2rem .6rem;background:var(--card);
    border:1px solid var(--line);border-radius:.4rem;padding:.7rem .9rem}
    .steps>li::before{content:counter(step);grid-row:span 3;font-weight:700;font-size:1.1rem;color:var(--brand);background:var(--well);
    border-radius:50%;width:2rem;height:2rem;display:grid;place-items:center}
    .steps p{margin:0}
    @media (prefers-color-scheme:dark){.steps>li::before{color:var(--ink)}}
    .cause{background:var(--card);border:1px solid var(--line);border-left:.35rem solid var(--tone);border-radius:.4rem;
    padding:.8rem 1.1rem;margin:.8rem 0}
    .cause ul{columns:18rem;column-gap:2rem}
    .legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.4rem .8rem}

    """

  private static let tables = """
    .scroll{overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:.4rem}
    table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
    caption{text-align:left;padding:.6rem .8rem;color:var(--soft);font-size:.95rem}
    th,td{padding:.45rem .8rem;text-align:left;vertical-align:top;border-top:1px solid var(--line)}
    thead th{color:var(--soft);font-size:.88rem;font-weight:600;background:var(--well)}
    tbody th{font-weight:600}
    tbody th{min-width:8rem}.scroll+h3{margin:1.4rem 0 .6rem}
    tbody .n{white-space:nowrap}.n{text-align:right}.k{white-space:nowrap}
    .w{min-width:12rem}
    .bar{display:block;width:100%;height:1.1rem;min-width:9rem;background:var(--well);border:1px solid var(--line);border-radius:.2rem}
    .bar rect{stroke:var(--well);stroke-width:1}defs rect{stroke:none}
    .f-passed{fill:var(--passed)}.f-failed{fill:url(#cross)}.f-unsure{fill:url(#dots)}.f-untested{fill:url(#hatch)}
    .f-outside{fill:url(#faint)}
    .i-failed{fill:var(--failed)}.i-unsure{fill:var(--unsure)}.i-untested{fill:var(--untested)}.i-outside{fill:var(--outside)}
    .b-failed{fill:var(--failed-tint)}.b-unsure,.b-untested,.b-outside{fill:var(--card)}
    .icon{fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
    .sprite{position:absolute;width:0;height:0;overflow:hidden}

    """

  private static let adaptations = """
    @media (min-width:64rem){.figures .wide{grid-column:span 2}tbody th{min-width:10rem}}
    tbody th.k{min-width:0}
    @media (max-width:40rem){
    .facts div{grid-template-columns:1fr}.facts dd{margin-bottom:.4rem}
    .stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    .stack,.stack caption,.stack tbody,.stack tr,.stack th,.stack td{display:block;text-align:left;border:0;padding:.1rem .8rem;
    white-space:normal;min-width:0}
    .stack tr{border-top:1px solid var(--line);padding:.5rem 0}
    .stack td[data-label]::before{content:attr(data-label) ": ";color:var(--soft)}
    }
    @media (forced-colors:active){.bar,.bar *{forced-color-adjust:none}.verdict,.req,.cause{border-left-color:CanvasText}}

    """

  private static let paper = """
    body{font-size:10pt;background:#fff;color:#000}
    .skip,.toc,.perma,.switch{display:none}
    .top{background:#fff;color:#000;border-bottom:2px solid #000}.top .name{color:#000}
    .wrap{max-width:none;padding:0}
    details::details-content{content-visibility:visible;block-size:auto}
    details>summary{color:#000;list-style:none}
    pre{max-height:none;overflow:visible}
    .scroll{overflow:visible;border:0}
    .req,.cause,.verdict,.steps>li{break-inside:avoid-page}.req{break-inside:auto}
    h2,h3,h4,.tags{break-after:avoid}tr{break-inside:avoid}
    section{margin:1.2rem 0}
    a{color:#000}a[rel~=external]::after{content:" <" attr(href) ">";font-size:.85em}
    """
}
