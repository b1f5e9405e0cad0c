"""The names that cpuid="host,NAME=…" knows in Xen 4.17.7, and the bits they stand for.

Which bits a name sets was found by asking real xl for each name.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple


class Bits(NamedTuple):
    """`length` bits from `bit` on in a register of a leaf, or of the model-specific register `leaf`.

    `register` is eax, ebx, ecx, edx or msr; a leaf without sub-leaves has None.
    """

    leaf: int
    subleaf: int | None
    register: str
    bit: int
    length: int


@cache
def names() -> dict[str, Bits]:
    """All names, made when first asked for."""
    found: dict[str, Bits] = {}
    leaf, subleaf, register = 0, "", ""
    for word in _TABLE.split():
        if ":" in word:
            place, register = word.split(":")
            number, _, subleaf = place.partition(",")
            leaf = int(number, 16)
            continue
        name, _, bits = word.rpartition("=")
        bit, _, length = bits.partition("+")
        sub = int(subleaf) if subleaf else None
        found[name] = Bits(leaf, sub, register, int(bit), int(length or 1))
    return found


_TABLE = """
0x0:eax maxleaf=0+32
0x1:eax stepping=0+4 model=4+8 family=8+8
0x1:ebx brandid=0+8 clflush=8+8 proccount=16+8 localapicid=24+8
0x1:ecx sse3=0 pclmulqdq=1 dtes64=2 monitor=3 dscpl=4 vmx=5 smx=6 eist=7 est=7 tm2=8 ssse3=9
    cntxid=10 fma=12 cmpxchg16=13 cx16=13 xtpr=14 pdcm=15 pcid=17 dca=18 sse4-1=19 sse4.1=19
    sse4_1=19 sse4-2=20 sse4.2=20 sse4_2=20 x2apic=21 movbe=22 popcnt=23 tsc-deadline=24 aes=25
    aesni=25 xsave=26 osxsave=27 avx=28 f16c=29 rdrand=30 hypervisor=31
0x1:edx fpu=0 vme=1 de=2 pse=3 tsc=4 msr=5 pae=6 mce=7 cmpxchg8=8 cx8=8 apic=9 sep=11
    sysenter=11 mtrr=12 pge=13 mca=14 cmov=15 pat=16 pse36=17 psn=18 clfsh=19 ds=21 acpi=22
    mmx=23 fxsr=24 sse=25 sse2=26 ss=27 htt=28 tm=29 tm1=29 ia64=30 pbe=31
0x4,0:eax procpkg=26+6
0x6:eax arat=2
0x7,0:ebx fsgsbase=0 tsc-adjust=1 tsc_adjust=1 sgx=2 bmi1=3 hle=4 avx2=5 fdp-excp-only=6 smep=7
    bmi2=8 erms=9 invpcid=10 rtm=11 cmt=12 pqm=12 no-fpu-sel=13 mpx=14 pqe=15 avx512f=16
    avx512dq=17 rdseed=18 adx=19 smap=20 avx512-ifma=21 clflushopt=23 clwb=24 proc-trace=25
    avx512pf=26 avx512er=27 avx512cd=28 sha=29 avx512bw=30 avx512vl=31
0x7,0:ecx prefetchwt1=0 avx512-vbmi=1 umip=2 pku=3 ospke=4 avx512-vbmi2=6 cet-ss=7 gfni=8 vaes=9
    vpclmulqdq=10 avx512-vnni=11 avx512-bitalg=12 avx512-vpopcntdq=14 rdpid=22 cldemote=25
    movdiri=27 movdir64b=28 enqcmd=29
0x7,0:edx avx512-4vnniw=2 avx512-4fmaps=3 fsrm=4 avx512-vp2intersect=8 srbds-ctrl=9 md-clear=10
    rtm-always-abort=11 tsx-force-abort=13 serialize=14 hybrid=15 tsxldtrk=16 cet-ibt=20
    avx512-fp16=23 ibrsb=26 stibp=27 l1d-flush=28 arch-caps=29 core-caps=30 ssbd=31
0x7,1:eax avx-vnni=4 avx512-bf16=5 fzrm=10 fsrs=11 fsrcs=12
0x7,1:ebx intel-ppin=0
0x7,1:edx cet-sss=18
0x7,2:edx intel-psfd=0 ipred-ctrl=1 rrsba-ctrl=2 bhi-ctrl=4 mcdt-no=5
0xd,1:eax xsaveopt=0 xsavec=1 xgetbv1=2 xsaves=3
0x40000000:eax maxhvleaf=0+8
0x80000001:ecx lahf-lm=0 lahfsahf=0 cmp-legacy=1 cmplegacy=1 svm=2 extapic=3 altmovcr8=4
    cr8-legacy=4 abm=5 sse4a=6 misalignsse=7 3dnowprefetch=8 osvw=9 ibs=10 xop=11 skinit=12
    wdt=13 lwp=15 fma4=16 nodeid=19 nodeid-msr=19 tbm=21 topoext=22 perfctr_core=23
    perfctr_nb=24 dbext=26 monitorx=29
0x80000001:edx syscall=11 nx=20 mmxext=22 ffxsr=25 page1gb=26 rdtscp=27 lm=29 3dnowext=30
    3dnow=31
0x80000007:edx hw-pstate=7 invtsc=8 itsc=8 cpb=9 efro=10
0x80000008:ebx clzero=0 rstr-fp-err-ptrs=2 wbnoinvd=9 ibpb=12 ibrs=14 amd-stibp=15
    ibrs-always=16 stibp-always=17 ibrs-fast=18 ibrs-same-mode=19 no-lmsl=20 amd-ppin=23 ppin=23
    amd-ssbd=24 virt-ssbd=25 ssb-no=26 psfd=28 btc-no=29 ibpb-ret=30
0x80000008:ecx nc=0+8 apicidsize=12+4
0x8000000a:edx svm_npt=0 svm_lbrv=1 svm_nrips=3 svm_tscrate=4 svm_vmcbclean=5 svm_decode=7
    svm_pausefilt=10
0x80000021:eax lfence+=2 lfence-dispatch=2 verw-clear=5 nscb=6 auto-ibrs=8 sbpb=27
    ibpb-brtype=28 srso-no=29
0x80000021:ecx tsa-sq-no=1 tsa-l1-no=2
0x10a:msr rdcl-no=0 eibrs=1 rsba=2 skip-l1dfl=3 intel-ssb-no=4 mds-no=5 if-pschange-mc-no=6
    tsx-ctrl=7 taa-no=8 mcu-ctrl=9 misc-pkg-ctrl=10 energy-filtering=11 doitm=12 sbdr-ssdp-no=13
    fbsdp-no=14 psdp-no=15 fb-clear=17 fb-clear-ctrl=18 rrsba=19 bhi-no=20 xapic-status=21
    ovrclk-status=23 pbrsb-no=24 gds-ctrl=25 gds-no=26 rfds-no=27 rfds-clear=28 its-no=62
"""

LATER = frozenset(
    """
    addr-msk-ext amd-fsrc amd-fsrs amd-prefetchi amx-bf16 amx-complex amx-fp16 amx-int8 amx-tile
    arch-lbr arch-perf-mon avx-ifma avx-ne-convert avx-vnni-int16 avx-vnni-int8 avx512-bmm bld
    cmpccxadd cppc cpuid-user-dis ddp-ctrl epsf fred fs-gs-ns fsrsc ign-umonitor la57 lam lass
    lkgs mcu-ext mon-umon-mitg movrs msrlist nmi-src no-invd no-nest-bp pb-opt-ctrl pconfig pks
    prefetchi sdbg sgx-keys sgx-lc sha512 slsm sm3 sm4 srso-msr-fix srso-us-no tme uc-lock-dis
    uintr uiret-uif waitpkg wrmsrns xfd
    """.split()
)
"""Names that releases after 4.17 know."""
