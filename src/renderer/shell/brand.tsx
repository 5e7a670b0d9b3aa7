const bars = [
  { side: 'bg-a', height: 'h-2' },
  { side: 'bg-a', height: 'h-4' },
  { side: 'bg-b', height: 'h-3' },
  { side: 'bg-b', height: 'h-1.5' },
];

/** The four bars and the name: two voices, one clock. */
export function Brand() {
  return (
    <div className="flex h-(--topbar) shrink-0 items-center gap-2.5 px-2 text-[0.9375rem] font-[650] tracking-[-0.01em] max-lg:justify-center">
      <span aria-hidden className="flex h-4.5 items-center gap-0.5">
        {bars.map(({ side, height }, index) => (
          <span key={index} className={`w-1 rounded-[2px] ${side} ${height}`} />
        ))}
      </span>
      <span className="max-lg:sr-only">Duologue</span>
    </div>
  );
}
