/**
 * The style of the HTML report: the tokens of the window, without script and without anything from elsewhere. Dark only
 * on screens that ask for it; paper is always light.
 */
export const style = `
:root{
  color-scheme:light;
  --font:"Inter","Segoe UI Variable Text","Segoe UI",system-ui,"Noto Sans","Noto Sans CJK SC","Microsoft YaHei",sans-serif;
  --mono:"Cascadia Mono","SF Mono",ui-monospace,"DejaVu Sans Mono",monospace;
  --bg:#f5f6f8;--surface:#fff;--surface-2:#f0f2f5;--line:#dde1e7;--text:#171b21;--text-2:#4c5663;--text-3:#646e7b;
  --accent:#2457d6;--accent-soft:#e8eefc;
  --ok:#127a4b;--ok-soft:#e2f4ea;--warn:#8f5a00;--warn-soft:#fdf1d9;--bad:#b3261e;--bad-soft:#fce8e6;--mute:#5d6775;--mute-soft:#eceff3;
  --r:12px;--r-s:8px;--shadow:0 1px 2px rgb(16 24 40/.06),0 4px 16px rgb(16 24 40/.05);
}
@media screen and (prefers-color-scheme:dark){:root{
  color-scheme:dark;
  --bg:#0f1216;--surface:#171b21;--surface-2:#1e242c;--line:#2b323c;--text:#eef1f5;--text-2:#b4bdc9;--text-3:#8c97a5;
  --accent:#7ea4ff;--accent-soft:#1b2743;
  --ok:#5fd39a;--ok-soft:#12291f;--warn:#f0b64c;--warn-soft:#2e2410;--bad:#ff8a80;--bad-soft:#331a18;--mute:#9aa5b3;--mute-soft:#222932;
  --shadow:0 1px 2px rgb(0 0 0/.4);
}}
*{box-sizing:border-box}
body{margin:0;font:14px/1.5 var(--font);color:var(--text);background:var(--bg);-webkit-font-smoothing:antialiased;font-variant-ligatures:no-contextual;overflow-wrap:anywhere}
.page{max-width:1040px;margin:0 auto;padding:24px 28px 48px;display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}
.top{display:flex;justify-content:space-between;align-items:center;gap:8px 24px;flex-wrap:wrap;padding:0 2px}
.brand{display:flex;gap:10px;align-items:center;font-weight:650;font-size:15px}
.brand svg{color:var(--accent)}
.quiet{color:var(--text-3);font-size:12.5px;margin:0}
.card{background:var(--surface);border:1px solid var(--line);border-radius:var(--r);box-shadow:var(--shadow);padding:20px}
.ok{--tone:var(--ok);--soft:var(--ok-soft)}.warn{--tone:var(--warn);--soft:var(--warn-soft)}
.bad{--tone:var(--bad);--soft:var(--bad-soft)}.mute{--tone:var(--mute);--soft:var(--mute-soft)}
h1,h2,h3{font-weight:650;margin:0}
h1{font-size:22px;line-height:1.25;letter-spacing:-.01em;margin-bottom:4px}
h2{font-size:14px}h3{font-size:13px}
.verdict{display:grid;grid-template-columns:auto 1fr;gap:18px;align-items:start;border-left:5px solid var(--tone)}
.badge{width:46px;height:46px;border-radius:50%;display:grid;place-items:center;background:var(--soft);color:var(--tone)}
.lead{margin:0;color:var(--text-2);max-width:68ch}
.verdict .quiet{margin-top:8px}
.note{background:var(--accent-soft);color:var(--text-2);border-radius:var(--r-s);padding:10px 14px;margin:0}
.row{display:flex;justify-content:space-between;align-items:baseline;gap:10px;margin-bottom:12px}
.pill{display:inline-block;border-radius:99px;padding:2px 10px;font-size:12px;font-weight:600;background:var(--soft);color:var(--tone);white-space:nowrap}
.finding{border-left:5px solid var(--tone)}
.finding .row{margin-bottom:4px}
.two{display:grid;grid-template-columns:1fr 1fr;gap:12px 20px;margin-top:14px}
.two p,.plain{margin:4px 0 0;color:var(--text-2)}
.hand-over{background:var(--surface-2);border-radius:var(--r-s);padding:10px 12px;white-space:pre-wrap}
.evidence{margin-top:12px}
.evidence a{color:var(--text-2)}
.also{list-style:none;margin:0;padding:0}
.also li{display:grid;grid-template-columns:20px 1fr;gap:0 8px;padding:10px 0;border-bottom:1px solid var(--line)}
.also li:last-child{border:0;padding-bottom:0}.also li:first-child{padding-top:0}
.also .sign{color:var(--tone);font-weight:700}
.st{color:var(--tone);font-weight:600}
code{font:12.5px/1.5 var(--mono)}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
td.server{min-width:200px;overflow-wrap:anywhere}
th{text-align:left;font-weight:600;color:var(--text-3);font-size:12px;padding:6px 10px;border-bottom:1px solid var(--line);white-space:nowrap}
td{padding:9px 10px 2px;vertical-align:top}
tbody{border-bottom:1px solid var(--line);break-inside:avoid}
tbody:last-child{border:0}
th.n,td.n{text-align:right;white-space:nowrap}
td.over,td.test{white-space:nowrap}
tbody:target{background:var(--accent-soft)}
.more td{padding:0 10px 9px}
.inline{display:flex;flex-wrap:wrap;gap:0 16px;margin:0;font-size:12px;color:var(--text-2)}
.inline div{display:flex;gap:5px;min-width:0}
.inline dt{color:var(--text-3);flex:none}.inline dd{margin:0;min-width:0}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(210px,1fr));gap:12px 24px;margin:0}
.facts .half{grid-column:span 2}.facts .wide{grid-column:1/-1}
.facts dt{color:var(--text-3);font-size:12px}.facts dd{margin:0;white-space:pre-wrap}
.flow{display:grid;grid-template-columns:minmax(0,1fr) 36px minmax(0,1fr) 36px minmax(0,.9fr) 28px minmax(0,1.9fr);align-items:center}
.node{background:var(--surface-2);border:1px solid var(--line);border-radius:var(--r);padding:11px 14px;font-size:12.5px;line-height:1.45;color:var(--text-2)}
.node b{display:block;color:var(--text);font-size:13.5px;font-weight:650}
.node.bad,.node.warn{background:var(--soft);border-color:var(--tone)}
.node.round{border-radius:99px;text-align:center;padding:11px 18px}
.link{border-top:2.5px solid var(--tone)}.link.mute{border-top-style:dotted}
.ends{list-style:none;margin:0;padding:0;display:grid}
.ends li{position:relative;padding:5px 0 5px 30px}
.ends li::before{content:"";position:absolute;left:0;top:50%;width:30px;border-top:2.5px solid var(--tone);margin-top:-1px}
.ends li.bad::before{border-top-style:dashed}.ends li.mute::before{border-top-style:dotted}
.ends li::after{content:"";position:absolute;left:-1px;top:0;bottom:0;border-left:2.5px solid var(--line)}
.ends li:first-child::after{top:calc(50% - 1px)}.ends li:last-child::after{bottom:calc(50% - 1px)}
.ends li:only-child::after{display:none}
.ends .node{padding:7px 14px}
.node .over{color:var(--text-3);font-weight:400;font-size:12px;white-space:nowrap}
.hash{font:12.5px/1.5 var(--mono);color:var(--text-2);margin:0 0 6px}
details{margin-top:14px}details summary{cursor:pointer;font-weight:650}
pre{font:12px/1.5 var(--mono);margin:12px 0 0;padding:12px;background:var(--surface-2);border-radius:var(--r-s);white-space:pre-wrap;color:var(--text-2)}
@media screen and (max-width:860px){
  .page{padding:16px}
  .two{grid-template-columns:1fr}
  .flow{grid-template-columns:minmax(0,1fr);gap:8px}.flow>.link{display:none}
  .facts .half{grid-column:auto}
  .ends li{padding-left:16px}.ends li::before{width:16px}
}
@media screen and (max-width:720px){
  .scroll{overflow-x:auto}.scroll table{min-width:640px}
}
@media print{
  @page{margin:12mm}
  :root{--bg:#fff;--shadow:none}
  body{font-size:9.5pt}
  .flow{grid-template-columns:minmax(0,1fr) 16px minmax(0,1fr) 16px minmax(0,.9fr) 14px minmax(0,1.9fr)}
  .node{padding:8px 10px;font-size:8.5pt}.node b{font-size:9pt}
  .page{padding:0;max-width:none;gap:10px}
  .also li{break-inside:avoid}
  code{font-size:7.5pt}td.server{min-width:130px}table{font-size:9pt}th,td{padding-left:6px;padding-right:6px}.more td{padding:0 6px 8px}.inline{font-size:8pt}
  .card{break-inside:avoid;padding:14px}
  .card.long{break-inside:auto}
  .row,h2{break-after:avoid}
  *{-webkit-print-color-adjust:exact;print-color-adjust:exact}
  details{display:none}
}
`;
